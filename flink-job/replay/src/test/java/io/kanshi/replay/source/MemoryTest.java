package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any input runs in bounded memory. */
final class MemoryTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void denseLinesDoNotPileUp() throws IOException {
        Path file = folder.resolve("dense.ndjson");
        String log = "x".repeat(4000);
        int lines = 80_000;
        CapturedLine line = new CapturedLine(Container.of("a"), "stdout", Instant.parse("2026-03-01T10:00:00Z"), log);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                out.write(line.fireLens() + "\n");
            }
        }
        long events = 0;
        long most = 0;
        try (RecordSequence sequence =
                new RecordSequence(CapturedFiles.resolve(List.of(file.toString())), ReplaySettings.DEFAULTS)) {
            while (sequence.next() != null) {
                most = Math.max(most, sequence.bytesOut());
            }
            events = sequence.received();
            assertThat(sequence.counts().crowded).isZero();
        }

        assertThat(events).isEqualTo(lines);
        assertThat(most).isBetween(32L << 20, RecordSequence.HELD_BYTES + (4L << 20));
    }

    @Test
    void twoThousandFilesThatOverlap() throws IOException {
        List<List<CapturedLine>> parts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Capture capture = new Capture(Container.of("shop", "service-" + i % 20, 1, i), "2026-03-01T10:00:00Z")
                    .after(Duration.ofMillis(i));
            for (int k = 0; k < 50; k++) {
                capture.out("line " + k).after(Duration.ofSeconds(60));
            }
            parts.add(capture.lines());
        }
        Replayed replayed = Replayed.of(CaptureFiles.writeAll(folder, ".ndjson.gz", parts), ReplaySettings.DEFAULTS);

        assertThat(replayed.events).hasSize(100_000);
        assertThat(replayed.counts.late).isZero();
        assertThat(replayed.behindWatermark).isEmpty();
        assertThat(replayed.mostBytesOut).isLessThan(RecordSequence.HELD_BYTES);
    }

    @Test
    void moreContainersThanCanBeKnown() throws IOException {
        Path file = folder.resolve("containers.ndjson");
        int containers = 300_000;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < containers; i++) {
                out.write("{\"date\":" + (1_772_359_200 + i / 1000)
                        + ",\"source\":\"stdout\",\"log\":\"hello\",\"container_id\":\"" + i + "\"}\n");
            }
        }
        Replayed replayed = Replayed.of(file);

        assertThat(replayed.events).hasSize(containers);
        assertThat(replayed.deadLetters).isEmpty();
    }
}
