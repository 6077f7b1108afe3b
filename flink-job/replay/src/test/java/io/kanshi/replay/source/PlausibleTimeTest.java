package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong clocks: lines from 2038 and 1970 move nothing, gaps in a log do. */
final class PlausibleTimeTest {

    private static final Container SHOP = Container.of("shop-api");
    private static final Container WRONG = Container.of("wrong-clock");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "2038-01-19T03:14:07Z, 1, 0", "2038-01-19T03:14:07Z, 1000, 0", "2038-01-19T03:14:07Z, 1, 1500",
        "2038-01-19T03:14:07Z, 1000, 1500", "2038-01-19T03:14:07Z, 1, 3000", "2038-01-19T03:14:07Z, 1000, 3000",
        "1970-01-01T00:00:01Z, 1, 0", "1970-01-01T00:00:01Z, 1000, 0", "1970-01-01T00:00:01Z, 1000, 1500",
        "1970-01-01T00:00:01Z, 1000, 3000"
    })
    void aWrongClockMovesNothing(String wrong, int count, int at) throws IOException {
        List<CapturedLine> lines = new ArrayList<>(good(3000));
        lines.addAll(at, wrong(Instant.parse(wrong), count));
        Replayed with = Replayed.of(CaptureFiles.write(folder.resolve("with.ndjson"), lines));
        Replayed without = Replayed.of(CaptureFiles.write(folder.resolve("without.ndjson"), good(3000)));

        assertThat(with.implausible()).isEqualTo(count);
        assertThat(with.events).hasSize(3000 + count);
        assertThat(with.behindWatermark).isEmpty();
        assertThat(with.events.stream().filter(event -> !event.implausible()).toList())
                .isEqualTo(without.events);
        assertThat(last(with).watermarkMillis).isEqualTo(last(without).watermarkMillis);
    }

    @Test
    void aWholeFileOfWrongTimesMovesNothing() throws IOException {
        Path right = CaptureFiles.write(folder.resolve("right.ndjson"), good(3000));
        Path early = CaptureFiles.write(folder.resolve("early.ndjson"), wrong(Instant.ofEpochSecond(1), 1000));
        Path late =
                CaptureFiles.write(folder.resolve("late.ndjson"), wrong(Instant.parse("2038-01-19T03:14:07Z"), 1000));
        Replayed with = Replayed.of(right, early, late);

        assertThat(with.implausible()).isEqualTo(2000);
        assertThat(last(with).watermarkMillis).isEqualTo(last(Replayed.of(right)).watermarkMillis);
    }

    @ParameterizedTest
    @CsvSource({"PT11M, 1", "PT20H, 1", "P6D, 1", "P30D, 1000"})
    void aGapIsNoMistake(Duration gap, int after) throws IOException {
        Capture capture = new Capture(SHOP, "2026-03-01T00:00:00Z");
        for (int i = 0; i < 2000; i++) {
            capture.after(Duration.ofMillis(100)).out("before " + i);
        }
        capture.after(gap);
        for (int i = 0; i < after; i++) {
            capture.after(Duration.ofMillis(100)).out("after " + i);
        }
        Replayed replayed = Replayed.of(CaptureFiles.write(folder.resolve("gap.ndjson"), capture.lines()));

        assertThat(replayed.implausible()).isZero();
        assertThat(last(replayed).watermarkMillis).isEqualTo(capture.now().toEpochMilli());
    }

    @Test
    void everyLineComesAfterAGap() throws IOException {
        Capture capture = new Capture(SHOP, "2026-03-01T00:00:00Z");
        for (int i = 0; i < 20_000; i++) {
            capture.after(Duration.ofMinutes(15)).out("hourly " + i);
        }
        Replayed replayed = Replayed.of(CaptureFiles.write(folder.resolve("quiet.ndjson"), capture.lines()));

        assertThat(replayed.implausible()).isZero();
        assertThat(replayed.events).hasSize(20_000);
    }

    @Test
    void aFewDaysLateIsLateButTrue() throws IOException {
        List<CapturedLine> lines = new ArrayList<>(good(3000));
        lines.add(2000, new CapturedLine(WRONG, "stdout", lines.get(0).time().minus(Duration.ofDays(3)), "held back"));
        Replayed replayed = Replayed.of(CaptureFiles.write(folder.resolve("late.ndjson"), lines));

        assertThat(replayed.implausible()).isZero();
        assertThat(replayed.counts.late).isEqualTo(1);
        assertThat(replayed.behindWatermark).hasSize(1);
    }

    private static List<CapturedLine> good(int count) {
        Capture capture = new Capture(SHOP, "2026-03-01T10:00:00Z");
        for (int i = 0; i < count; i++) {
            capture.after(Duration.ofMillis(250)).out("order " + i);
        }
        return capture.lines();
    }

    private static List<CapturedLine> wrong(Instant time, int count) {
        Capture capture = new Capture(WRONG, time);
        for (int i = 0; i < count; i++) {
            capture.after(Duration.ofMillis(1)).out("what time is it " + i);
        }
        return capture.lines();
    }

    private static io.kanshi.job.RawRecord last(Replayed replayed) {
        return replayed.records.get(replayed.records.size() - 1);
    }
}
