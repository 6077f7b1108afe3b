package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subtask tells of how far it is, while time, watermarks and checkpoints go on. */
final class ProgressTest {

    private final NamedMetrics metrics = new NamedMetrics();
    private long now = 1000;
    private final Progress progress = new Progress(metrics, () -> now);

    @BeforeEach
    void twoGauges() {
        assertThat(metrics.gauges)
                .containsOnlyKeys("kinesisanalytics.pipeline.watermarkLag", "kinesisanalytics.pipeline.archiveLag");
    }

    private @Nullable Object watermarkLag() {
        return Objects.requireNonNull(metrics.gauges.get("kinesisanalytics.pipeline.watermarkLag"))
                .getValue();
    }

    private @Nullable Object archiveLag() {
        return Objects.requireNonNull(metrics.gauges.get("kinesisanalytics.pipeline.archiveLag"))
                .getValue();
    }

    @Test
    void theWatermarkLagsBehindTheClockUnlessTheSubtaskIsIdle() {
        now = 1500;
        assertThat(watermarkLag()).as("from the start on").isEqualTo(500L);
        progress.watermark(1200);
        assertThat(watermarkLag()).isEqualTo(300L);
        progress.idle(true);
        assertThat(watermarkLag()).isEqualTo(0L);
        progress.idle(false);
        assertThat(watermarkLag()).isEqualTo(300L);
        progress.watermark(Long.MAX_VALUE);
        assertThat(watermarkLag()).as("at the end of the input").isEqualTo(0L);
    }

    @Test
    void theArchiveHasWhatWasReadBeforeTheBarrierOfTheLastCompleteCheckpoint() {
        progress.watermark(900);
        progress.barrier(1);
        progress.watermark(4000);
        now = 5000;
        assertThat(archiveLag()).as("no checkpoint yet: from the start on").isEqualTo(4000L);
        progress.complete(1);
        assertThat(archiveLag()).isEqualTo(4100L);
        progress.barrier(2);
        progress.watermark(4500);
        progress.idle(true);
        progress.barrier(3);
        now = 6000;
        progress.complete(3);
        assertThat(archiveLag()).as("idle: up to the barrier itself").isEqualTo(1000L);
        progress.complete(2);
        assertThat(archiveLag()).as("an older one tells nothing").isEqualTo(1000L);
    }

    @Test
    void checkpointsThatNeverEndTakeNoMoreRoom() {
        for (int checkpoint = 1; checkpoint <= 1000; checkpoint++) {
            progress.watermark(checkpoint);
            progress.barrier(checkpoint);
        }
        now = 3000;
        progress.complete(1);
        assertThat(archiveLag()).as("forgotten: still from the start on").isEqualTo(2000L);
        progress.complete(950);
        assertThat(archiveLag()).isEqualTo(2050L);
    }
}
