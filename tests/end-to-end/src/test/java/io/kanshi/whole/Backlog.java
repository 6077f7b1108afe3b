package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.flink.FlinkJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a job makes of lines that came while it was away: {@code tests/bench/backlog}. One job reads a container's lines as they come;
 * another one starts when all are written. Both must tell the same, and the second must be faster than the lines came.
 */
final class Backlog {

    private static final int LINES_PER_SECOND = Integer.getInteger("kanshi.lines-per-second", 20_000);
    private static final int MINUTES = Integer.getInteger("kanshi.minutes", 10);
    private static final int SECONDS_A_BURST = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String RULES = """
            version: 1
            rules:
              - { name: count, kind: error_count, by: [path], window: 1m, above: 5 }
              - { name: rate, kind: error_rate, by: [path], window: 10s, every: 10s, above: 50% }
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void caughtUp() throws Exception {
        String[] settings = {"lateness=10s", "stream.from=oldest"};
        int bursts = MINUTES * 60 / SECONDS_A_BURST;
        try (LiveCluster cluster = new LiveCluster(folder, 2)) {
            cluster.prepare("live", 4, settings);
            cluster.changeRules("live", RULES);
            FlinkJob live = cluster.submit("live", 2, null);
            long lines = new BurstTraffic(LINES_PER_SECOND, 0, bursts, SECONDS_A_BURST)
                    .write(folder.resolve("live"), cluster, "live");
            awaitRows(cluster, "live", lines);
            live.awaitCheckpoints(1 + LiveCluster.CHECKPOINTS_TO_A_ROW, PATIENCE);
            live.cancel();

            cluster.prepareEnds("behind", settings);
            cluster.changeRules("behind", RULES);
            long start = System.nanoTime();
            FlinkJob behind = cluster.submitOn("live", "behind", 2);
            awaitRows(cluster, "behind", lines);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.err.printf(
                    Locale.ROOT,
                    "%,d lines, written at %,d a second, were in the archive %.0f s after the job was submitted: %,.0f a second, %.1f times as fast%n",
                    lines,
                    LINES_PER_SECOND,
                    seconds,
                    lines / seconds,
                    lines / seconds / LINES_PER_SECOND);
            behind.awaitCheckpoints(1 + LiveCluster.CHECKPOINTS_TO_A_ROW, PATIENCE);
            behind.cancel();
            assertThat(firing(cluster, "live")).hasSize(2 * bursts);
            assertThat(firing(cluster, "behind")).isEqualTo(firing(cluster, "live"));
            assertThat(rows(cluster, "behind", "logs", DISTINCT)).containsExactly(lines + " " + lines);
        }
    }

    private static final String DISTINCT = "SELECT count(*) || ' ' || count(DISTINCT (boot, lane, seq, line)) FROM t";

    /** What an alert says of itself but for how it was found. */
    private static List<String> firing(LiveCluster cluster, String test) throws Exception {
        return rows(
                cluster,
                test,
                "alerts",
                "SELECT rule || ' ' || id || ' ' || thread_id || ' ' || started_at FROM t WHERE status = 'firing' ORDER BY ALL");
    }

    private static List<String> rows(LiveCluster cluster, String test, String table, String sql) throws Exception {
        try (ArchiveReader reader = cluster.reader(test, table)) {
            reader.list();
            return reader.isEmpty() ? List.of() : reader.query(sql);
        }
    }

    private static void awaitRows(LiveCluster cluster, String test, long lines) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "none";
        while (!last.equals(Long.toString(lines))) {
            assertThat(System.nanoTime()).as(last + " rows of " + lines).isLessThan(deadline);
            TimeUnit.SECONDS.sleep(2);
            List<String> count = rows(cluster, test, "logs", "SELECT count(*) FROM t");
            last = count.isEmpty() ? "none" : count.get(0);
        }
    }
}
