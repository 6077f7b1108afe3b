package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.Counter;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lines whose clock is wrong by years: they are kept and counted, and no alert is another one because of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class FutureTest {

    private static final Run RUN = Run.DEFAULTS.withRules(Traffic.RULES);
    private static final String FUTURE = "from 2038";

    @TempDir
    private static Path folder;

    private final List<CapturedLine> lines = Traffic.lines(Seeds.diceFor("FutureTest"));
    private Replayed expected;
    private List<String> rows;

    @BeforeAll
    void replayWithoutThem() throws Exception {
        Path file = CaptureFiles.write(folder.resolve("without.ndjson"), lines);
        expected = RUN.of(folder.resolve("without"), List.of(file));
        rows = expected.rows();
        assertThat(expected.alerts()).isNotEmpty();
        assertThat(expected.total(Counter.IMPLAUSIBLE_TIME)).isZero();
    }

    @Test
    void oneAtTheStart() throws Exception {
        assertAlertsStay("one-first", 1, 0);
    }

    @Test
    void oneInTheMiddle() throws Exception {
        assertAlertsStay("one-within", 1, lines.size() / 2);
    }

    @Test
    void oneAtTheEnd() throws Exception {
        assertAlertsStay("one-last", 1, lines.size());
    }

    @Test
    void aThousandAtTheStart() throws Exception {
        assertAlertsStay("many-first", 1000, 0);
    }

    @Test
    void aThousandInTheMiddle() throws Exception {
        assertAlertsStay("many-within", 1000, lines.size() / 2);
    }

    @Test
    void aThousandAtTheEnd() throws Exception {
        assertAlertsStay("many-last", 1000, lines.size());
    }

    @Test
    void aFileOfNothingElse() throws Exception {
        Path file = CaptureFiles.write(folder.resolve("sound.ndjson"), lines);
        Path wrong = CaptureFiles.write(folder.resolve("wrong.ndjson"), future(1000));
        assertAlertsStay(RUN.of(folder.resolve("two-files"), List.of(file, wrong)), 1000);
    }

    private void assertAlertsStay(String name, int count, int place) throws Exception {
        List<CapturedLine> with = new ArrayList<>(lines);
        with.addAll(place, future(count));
        Path file = CaptureFiles.write(folder.resolve(name + ".ndjson"), with);
        assertAlertsStay(RUN.of(folder.resolve(name), List.of(file)), count);
    }

    private void assertAlertsStay(Replayed replayed, int count) throws Exception {
        replayed.accountsForEveryLine(lines.size() + count);
        assertThat(replayed.alerts()).isEqualTo(expected.alerts());
        assertThat(replayed.total(Counter.IMPLAUSIBLE_TIME)).isEqualTo(count);
        assertThat(replayed.outcome().read().implausible()).isEqualTo(count);
        assertThat(replayed.total(Counter.LATE)).isZero();
        assertThat(replayed.rows().stream().filter(row -> !row.contains(FUTURE)))
                .containsExactlyElementsOf(rows);
        // Kept with their own time, and where they arrived, so that a query by hour finds them and nobody makes an hour
        // of 2038.
        assertThat(replayed.query("SELECT dt, count(*) FROM logs WHERE year(time) = 2038 GROUP BY ALL"))
                .containsExactly("2026-11-02|" + count);
    }

    /** Errors of a service that is watched: counted, they would fire. */
    private static List<CapturedLine> future(int count) {
        List<CapturedLine> future = new ArrayList<>();
        Container container = Container.of("shop", "pay", 3, 9);
        for (int i = 0; i < count; i++) {
            String log = "{\"level\":\"error\",\"msg\":\"" + FUTURE + "\",\"user\":\"u1\"}";
            future.add(new CapturedLine(
                    container, "stdout", Instant.parse("2038-01-19T03:14:07Z").plusMillis(i), log));
        }
        return future;
    }
}
