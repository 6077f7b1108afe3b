package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.Counter;
import io.kanshi.testkit.Arrangements;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same lines in other files, in another order or with another parallelism give the same alerts, with their ids and values, and the
 * same rows. Lines in order in one file with one subtask are what all is held against.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class IndependenceTest {

    private static final Run RUN = Run.DEFAULTS.withRules(Traffic.RULES);

    @TempDir
    private static Path folder;

    private final Dice dice = Seeds.diceFor("IndependenceTest");
    private final List<CapturedLine> lines = Traffic.lines(dice);
    private Path oneFile;
    private Replayed expected;
    private List<String> rows;

    @BeforeAll
    void replayInOrder() throws Exception {
        oneFile = CaptureFiles.write(folder.resolve("in-order.ndjson"), lines);
        expected = RUN.withParallelism(1).of(folder.resolve("in-order"), List.of(oneFile));
        expected.accountsForEveryLine(lines.size());
        rows = expected.rows();
        assertThat(expected.alerts().stream().map(alert -> alert.rule()).distinct())
                .as("rules that fired, so that there is something to compare")
                .containsExactlyInAnyOrder("rate", "burst", "user", "cpu", "memory");
        assertThat(expected.total(Counter.LATE)).isZero();
        assertThat(expected.outcome().read().joined()).isGreaterThan(500);
        assertThat(expected.query("SELECT DISTINCT hour FROM logs ORDER BY 1")).containsExactly("04", "05");
    }

    @Test
    void parallelismChangesNothing() throws Exception {
        assertSame(RUN.withParallelism(2).of(out(), List.of(oneFile)));
        assertSame(RUN.withParallelism(4).of(out(), List.of(oneFile)));
    }

    @Test
    void filesCutAtAnyLineChangeNothing() throws Exception {
        Path in = in();
        List<Path> files =
                new ArrayList<>(CaptureFiles.writeAll(in, ".ndjson.gz", Arrangements.split(lines, 12, dice)));
        Collections.shuffle(files, dice.random());
        assertSame(RUN.of(out(), files));
    }

    @Test
    void filesCutInsideAStackTraceChangeNothing() throws Exception {
        int frame = 0;
        while (!lines.get(frame).log().startsWith("\tat ")
                || !lines.get(frame + 1).log().startsWith("\tat ")) {
            frame++;
        }
        List<List<CapturedLine>> parts = List.of(lines.subList(0, frame + 1), lines.subList(frame + 1, lines.size()));
        assertSame(RUN.of(out(), CaptureFiles.writeAll(in(), ".ndjson.zst", parts)));
    }

    @Test
    void oneFileForEachContainerChangesNothing() throws Exception {
        assertSame(RUN.of(out(), CaptureFiles.writeAll(in(), ".ndjson", named(Arrangements.byContainer(lines)))));
    }

    @Test
    void linesDealtOutToFilesChangeNothing() throws Exception {
        List<List<CapturedLine>> files = named(Arrangements.deal(lines, 7, dice));
        assertSame(RUN.withParallelism(4).of(out(), CaptureFiles.writeAll(in(), ".ndjson.gz", files)));
    }

    /** The order of the files' names says nothing about their times. */
    private List<List<CapturedLine>> named(List<List<CapturedLine>> files) {
        List<List<CapturedLine>> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, dice.random());
        return shuffled;
    }

    @Test
    void disorderWithinTheLatenessChangesNothing() throws Exception {
        List<CapturedLine> shuffled = Arrangements.shuffleWithin(lines, RUN.lateness(), dice);
        assertSame(RUN.of(out(), List.of(CaptureFiles.write(in().resolve("shuffled.ndjson"), shuffled))));
        List<List<CapturedLine>> files = Arrangements.deal(shuffled, 3, dice);
        assertSame(RUN.of(out(), CaptureFiles.writeAll(in(), ".ndjson", files)));
    }

    @Test
    void beyondTheLatenessEveryLineIsStillArchivedAndLateOnesAreCounted() throws Exception {
        List<CapturedLine> whole =
                lines.stream().filter(line -> line.marks().isEmpty()).toList();
        List<CapturedLine> shuffled = Arrangements.shuffleWithin(whole, Duration.ofMinutes(4), dice);
        Replayed late = RUN.of(out(), List.of(CaptureFiles.write(in().resolve("late.ndjson"), shuffled)));
        late.accountsForEveryLine(whole.size());
        assertThat(late.outcome().read().late()).isPositive();
        assertThat(late.total(Counter.LATE)).isPositive();
        assertThat(late.total(Counter.LATE_PANES)).isZero();
        List<String> archived = late.query("SELECT unnest(string_split(log, chr(10))) FROM logs");
        assertThat(archived.stream().sorted())
                .containsExactlyElementsOf(whole.stream()
                        .map(CapturedLine::log)
                        .filter(log -> !log.endsWith(Traffic.PASSING_CHECK))
                        .sorted()
                        .toList());
    }

    private void assertSame(Replayed other) throws Exception {
        other.accountsForEveryLine(lines.size());
        assertThat(other.alertTexts()).isEqualTo(expected.alertTexts());
        assertThat(other.alerts()).isEqualTo(expected.alerts());
        assertThat(other.rows()).isEqualTo(rows);
        for (Counter counter : Counter.values()) {
            if (!Arrays.asList(Counter.LINES_RECEIVED, Counter.LINES_JOINED, Counter.LINES_SHED)
                    .contains(counter)) {
                assertThat(other.byService(counter)).as("%s", counter).isEqualTo(expected.byService(counter));
            }
        }
        assertThat(other.outcome().read().joined())
                .isEqualTo(expected.outcome().read().joined());
    }

    private int runs;

    private Path out() {
        return folder.resolve("out-" + ++runs);
    }

    private Path in() {
        return folder.resolve("in-" + ++runs);
    }
}
