package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.DeadLetterReason;
import io.kanshi.rules.AlertEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a MiniCluster, with lists at its ends. */
final class TopologyTest {

    private static final long START = Shops.START;
    private static final long MINUTE = Shops.MINUTE;

    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20%, min_events: 10, severity: critical }
              - { name: burst, kind: error_count, by: [service], window: 1m, above: 25, severity: warning }
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path folder = Path.of("");

    private static Frames tenMinutes() {
        return Shops.minutes(10);
    }

    private JobRun run(Frames frames, int parallelism) throws Exception {
        return JobRun.of(frames.records(), RULES, parallelism, Files.createTempDirectory(folder, "archive"));
    }

    private static final String ROWS =
            "SELECT time_nanos, service, level, log, attributes, dt, hour, boot, lane, seq, line "
                    + "FROM logs ORDER BY ALL";

    @Test
    void everyLineIsArchivedOrCountedAsPassingHealthCheck() throws Exception {
        JobRun run = run(tenMinutes(), 2);
        assertThat(run.totals())
                .containsEntry(Counter.LINES_RECEIVED, 2520L)
                .containsEntry(Counter.EVENTS, 2400L)
                .containsEntry(Counter.HEALTH_CHECKS_DROPPED, 120L)
                .containsEntry(Counter.ERRORS, 120L);
        assertThat(run.query("SELECT count(*), count(*) FILTER (level = 'error') FROM logs"))
                .containsExactly("2400|120");
        assertThat(run.errors()).hasSize(120);
        assertThat(run.deadLetters()).isEmpty();
        assertThat(run.files()).allMatch(file -> file.toString().endsWith(".parquet"));
    }

    @Test
    void theBurstFiresAndResolvesWithTheSameEventsAtAnyParallelism() throws Exception {
        JobRun one = run(tenMinutes(), 1);
        assertThat(one.alerts())
                .extracting(alert ->
                        alert.rule() + " " + alert.status() + " " + alert.key().get("service"))
                .contains("rate firing pay", "rate resolved pay", "burst firing pay", "burst resolved pay");
        List<String> rows = one.query(ROWS);
        for (int parallelism : new int[] {2, 4}) {
            JobRun other = run(tenMinutes(), parallelism);
            assertThat(plain(other.alerts())).isEqualTo(plain(one.alerts()));
            assertThat(other.query(ROWS)).isEqualTo(rows);
        }
    }

    @Test
    void errorRatesAreWhatTheArchiveAddsUpToWhateverTheRulesWatch() throws Exception {
        String sql = "SELECT service, epoch_ms(time_bucket(INTERVAL 1 minute, time)) AS minute, count(*),"
                + " count(*) FILTER (level = 'error') FROM logs GROUP BY ALL ORDER BY 1, 2";
        String byCluster = "version: 1\nrules:\n  - { name: all, kind: error_rate, by: [cluster], above: 99% }\n";
        for (String rules : List.of(RULES, byCluster)) {
            JobRun run = JobRun.of(tenMinutes().records(), rules, 4, Files.createTempDirectory(folder, "archive"));
            assertThat(run.errorRates()).hasSize(20);
            assertThat(run.errorRates().stream()
                            .map(rate -> rate.service() + "|" + rate.windowStartMillis() + "|" + rate.events() + "|"
                                    + rate.errors()))
                    .containsExactlyElementsOf(run.query(sql));
            assertThat(run.totals()).doesNotContainKey(Counter.LATE_PANES);
        }
    }

    /** All of an alert but what the archive's progress says. */
    private static List<String> plain(List<AlertEvent> alerts) {
        return alerts.stream().map(AlertEvent::toString).toList();
    }

    @Test
    void eventsFromTheYear2038ChangeNoAlertButTheCounters() throws Exception {
        JobRun honest = run(tenMinutes(), 2);
        Frames frames = tenMinutes();
        List<String> future = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            future.add(Frames.line("pay", 2_150_000_000_000L + i, Frames.json("error", "from the future")));
        }
        frames.records()
                .addAll(
                        7,
                        new Frames()
                                .frame(START + MINUTE, Long.MIN_VALUE, future)
                                .records());
        JobRun run = run(frames, 2);
        assertThat(plain(run.alerts())).isEqualTo(plain(honest.alerts()));
        assertThat(run.totals()).containsEntry(Counter.IMPLAUSIBLE_TIME, 1000L);
        assertThat(run.query("SELECT DISTINCT dt, count(*), attributes['kanshi.time_implausible'] FROM logs "
                        + "WHERE time > TIMESTAMP '2030-01-01' GROUP BY ALL"))
                .singleElement()
                .asString()
                .endsWith("|1000|ahead");
    }

    @Test
    void theEndOfTheInputNeitherFiresNorResolves() throws Exception {
        Frames frames = new Frames();
        List<String> burst = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            burst.add(Frames.line("pay", START + 30_000 + i, Frames.json("error", "down")));
        }
        frames.frame(START + 31_000, START + 30_500, burst);
        assertThat(run(frames, 2).alerts()).isEmpty();
    }

    @Test
    void lateEventsAreArchivedAndCounted() throws Exception {
        Frames frames = tenMinutes();
        frames.frame(
                START + 10 * MINUTE,
                START + 10 * MINUTE,
                List.of(Frames.line("pay", START, Frames.json("error", "late"))));
        JobRun run = run(frames, 2);
        assertThat(run.totals()).containsEntry(Counter.LATE, 1L);
        assertThat(run.query("SELECT count(*) FROM logs WHERE message = 'late'"))
                .containsExactly("1");
    }

    @Test
    void whatNoDecoderTakesIsADeadLetterWithItsBytes() throws Exception {
        Frames frames = tenMinutes();
        byte[] random = new byte[100];
        new Random(1).nextBytes(random);
        random[0] = 'x';
        frames.records().add(3, new RawRecord(random, START, Long.MIN_VALUE));
        byte[] next = "{\"kanshi\":2,\"boot\":\"b\"}\n{\"log\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
        frames.records().add(5, new RawRecord(next, START, Long.MIN_VALUE));
        JobRun run = run(frames, 2);
        assertThat(run.deadLetters())
                .extracting(letter -> letter.reason())
                .containsExactlyInAnyOrder(DeadLetterReason.UNKNOWN_FORMAT, DeadLetterReason.UNKNOWN_FRAME_VERSION);
        assertThat(run.deadLetters())
                .anySatisfy(letter -> assertThat(letter.bytes()).isEqualTo(random));
        assertThat(run.totals()).containsEntry(Counter.EVENTS, 2400L);
    }
}
