package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.DeadLetterReason;
import io.kanshi.events.ledger.GapKind;
import io.kanshi.events.ledger.LogGap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the metrics stand and what they count: dashboards and alarms go by these names. */
final class PipelineMetricsTest {

    private final NamedMetrics metrics = new NamedMetrics();

    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        metrics.counters.forEach((name, counter) -> {
            if (counter.getCount() > 0) {
                counted.put(name, counter.getCount());
            }
        });
        return counted;
    }

    private static LogGap gap(GapKind kind, @Nullable Long frames, @Nullable Long lines) {
        return new LogGap("id", kind, 0, "pay", null, null, null, "b", null, null, null, frames, lines, 0, 0, "");
    }

    @Test
    void gapsAreCountedByKind() {
        LedgerCounts counts = new LedgerCounts(metrics);
        counts.add(gap(GapKind.MISSING, 3L, 40L));
        counts.add(gap(GapKind.MISSING, 2L, null));
        counts.add(gap(GapKind.FILLED, 1L, 7L));
        counts.add(gap(GapKind.SHED, null, 5L));
        counts.add(gap(GapKind.SILENT, null, null));
        counts.add(gap(GapKind.BACK, null, null));
        counts.add(gap(GapKind.ENDED, null, 2L));
        counts.forgotten(1);
        assertThat(counted())
                .containsOnly(
                        Map.entry("kinesisanalytics.pipeline.numFramesMissing", 5L),
                        Map.entry("kinesisanalytics.pipeline.numLinesMissing", 42L),
                        Map.entry("kinesisanalytics.pipeline.numFramesFilled", 1L),
                        Map.entry("kinesisanalytics.pipeline.numLinesFilled", 7L),
                        Map.entry("kinesisanalytics.pipeline.numLinesShed", 5L),
                        Map.entry("kinesisanalytics.pipeline.numSidecarsSilent", 1L),
                        Map.entry("kinesisanalytics.pipeline.numSidecarsBack", 1L),
                        Map.entry("kinesisanalytics.pipeline.numSidecarsEnded", 1L),
                        Map.entry("kinesisanalytics.pipeline.numHolesForgotten", 1L));
    }

    @Test
    void dropsAreCountedByReason() {
        DecodeCounts counts = new DecodeCounts(metrics);
        counts.healthCheckDropped();
        counts.late();
        counts.implausibleTime();
        counts.deadLetter(new DeadLetter(DeadLetterReason.UNKNOWN_FRAME_VERSION, "", new byte[0], 0, 12));
        assertThat(metrics.counters).hasSize(3 + 2 * DeadLetterReason.values().length);
        assertThat(counted())
                .containsOnly(
                        Map.entry("kinesisanalytics.pipeline.numHealthChecksDropped", 1L),
                        Map.entry("kinesisanalytics.pipeline.numEventsLate", 1L),
                        Map.entry("kinesisanalytics.pipeline.numEventsOfImplausibleTime", 1L),
                        Map.entry("kinesisanalytics.pipeline.reason.unknown-frame-version.numDeadLetters", 1L),
                        Map.entry("kinesisanalytics.pipeline.reason.unknown-frame-version.numDeadLetterLines", 12L));
    }
}
