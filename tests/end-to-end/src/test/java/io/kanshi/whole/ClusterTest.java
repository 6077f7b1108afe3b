package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.flink.FlinkJob;
import io.kanshi.testkit.s3.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar as it is deployed, on a JobManager and TaskManagers that are killed: every line of a container is in the archive once, and
 * who queries it meanwhile never sees a row twice or vanish.
 */
final class ClusterTest {

    private static final int TASK_MANAGERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("kanshi.patience-minutes", 3));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder = Path.of("");

    /** The second one, which is in the other rules too, must not notice that the job was stopped. */
    private static final String RULES = """
            version: 1
            rules:
              - { name: burst, kind: error_count, by: [service], window: 1m, above: 50 }
              - { name: steady, kind: error_count, by: [service], window: 10s, above: 5 }
            """;

    private static final String OTHER_RULES = """
            version: 1
            rules:
              - { name: steady, kind: error_count, by: [service], window: 10s, above: 5 }
              - { name: any-error, kind: error_count, by: [service], window: 10s, above: 0 }
            """;

    private static @Nullable LiveCluster started;

    @RegisterExtension
    static final AfterTestExecutionCallback LOGS = context -> {
        if (context.getExecutionException().isPresent()) {
            System.err.println(cluster().flink.said());
            // Else the stories after it would find no slots.
            cluster().flink.rest().cancelAll();
        }
    };

    @BeforeAll
    static void start() throws Exception {
        started = new LiveCluster(folder, TASK_MANAGERS);
    }

    @AfterAll
    static void end() throws Exception {
        cluster().close();
    }

    private static LiveCluster cluster() {
        if (started == null) {
            throw new IllegalStateException("the cluster has not been started");
        }
        return started;
    }

    /** The job and the cluster lose their memory; checkpoints and what lies in the bucket are all that is left. */
    @Test
    void killedTaskManagersAndJobManager() throws Exception {
        String test = "kills";
        cluster().prepare(test, 3);
        long lines = run(test, cluster().submit(test, 2, null), (job, archive) -> {
            for (int i = 0; i < Integer.getInteger("kanshi.kills", 1); i++) {
                Kill.number(i).happen(cluster(), test, PATIENCE);
                archive.awaitMore(PATIENCE);
            }
            return cluster().replaceJobManager(test, job, 2);
        });
        assertThat(rows(test, "errors", "SELECT count(*) FROM t"))
                .containsExactly(String.valueOf(Traffic.errors(lines)));
        assertThat(rows(test, "alerts", "SELECT DISTINCT rule || ' ' || status FROM t"))
                .contains("error-burst firing");
        assertThat(cluster().flink.writtenElsewhere()).isEmpty();
        cluster().told(test).checkArrived(Traffic.errors(lines), "error-burst");
    }

    /** Nobody who asked for something and got no answer knows whether it was done: sidecars send again, and so does the job. */
    @Test
    void refusalsAndOutagesOfS3AndKinesisWhileItIsResharded() throws Exception {
        Dice dice = Seeds.diceFor("ClusterTest.refusalsAndOutages");
        FaultProxy s3 = cluster().s3;
        FaultProxy stream = cluster().stream;
        cluster().prepare("faults", 3);
        run("faults", cluster().submit("faults", 2, null), (job, archive) -> {
            for (int i = 0; i < Integer.getInteger("kanshi.rounds", 1); i++) {
                stream.loseAnswers(dice.between(5, 30));
                cluster().reshard("faults", i % 2 == 0 ? 5 : 2);
                stream.refuse(dice.between(5, 30), 500, "InternalFailure");
                s3.refuse(dice.between(1, 30), 503, "SlowDown");
                archive.awaitMore(PATIENCE);
                stream.refuse(dice.between(5, 30), 400, "ProvisionedThroughputExceededException");
                s3.loseAnswers(dice.between(1, 10));
                s3.refuse(dice.between(1, 10), 500, "InternalError");
                archive.awaitMore(PATIENCE);
                s3.leaveAfter(dice.between(1, 100_000));
                archive.awaitLooks(dice.between(1, 20));
                s3.comeBack();
                archive.awaitMore(PATIENCE);
            }
            return job;
        });
        assertThat(s3.answersRefused()).isPositive();
        assertThat(s3.answersLost()).isPositive();
        assertThat(stream.answersLost()).isPositive();
        assertThat(stream.answersRefused()).isPositive();
    }

    /**
     * The first savepoint is an earlier version's where {@code -Dkanshi.older-jar} names its jar, as tests/upgrade does. What comes of it is
     * what comes of a job that was never stopped.
     */
    @Test
    void savepointsWithMoreAndFewerTasksAndOtherRules() throws Exception {
        String test = "savepoints";
        cluster().prepare(test, 3);
        cluster().changeRules(test, RULES);
        long lines = run(test, cluster().submitOlder(test, 1), (job, archive) -> {
            awaitRow(test, "alerts", "rule || ' ' || status", "burst firing");
            awaitRow(test, "alerts", "rule || ' ' || status", "steady firing");
            String older = job.stopWithSavepoint();
            cluster().changeRules(test, OTHER_RULES);
            FlinkJob three = cluster().submit(test, 3, older);
            awaitRow(test, "alerts", "rule || ' ' || status", "burst resolved");
            awaitRow(test, "alerts", "rule || ' ' || status", "any-error firing");
            return cluster().submit(test, 2, three.stopWithSavepoint());
        });
        // Time goes on after the last line, for as long as the job is there.
        String others =
                "rule <> 'steady' AND status <> 'update' AND rule || status <> 'any-errorresolved' ORDER BY ALL";
        assertThat(rows(test, "alerts", "SELECT rule || ' ' || status FROM t WHERE " + others))
                .containsExactly("any-error firing", "burst firing", "burst resolved");
        assertThat(rows(test, "alerts", "SELECT DISTINCT thread_id FROM t WHERE rule = 'burst'"))
                .hasSize(1);
        assertThat(rows(test, "log_gaps", "SELECT detail FROM t WHERE kind = 'missing'"))
                .isEmpty();
        cluster().told(test).checkArrived(Traffic.errors(lines), "steady");
        undisturbed(test, lines);
        String toldUntil =
                rows(test, "error_rate", "SELECT max(window_end) FROM t").get(0);
        for (Map.Entry<String, String> same : SAME.entrySet()) {
            String query = same.getValue().formatted(toldUntil);
            assertThat(rows(test, same.getKey(), query))
                    .as(same.getKey())
                    .isEqualTo(rows("undisturbed", same.getKey(), query));
        }
    }

    /**
     * By table, what rules that changed and a job that is behind do not change. Updates of an alert depend on how early it was told, and
     * what comes after the last line on how long the job was there.
     */
    private static final Map<String, String> SAME = Map.of(
            "alerts",
            "SELECT thread_id || ' ' || started_at FROM t WHERE rule = 'steady' AND status = 'firing' ORDER BY ALL",
            "error_rate",
            "SELECT id || ' ' || events || ' ' || errors FROM t WHERE window_end <= '%s' ORDER BY ALL",
            "errors",
            "SELECT time_nanos || ' ' || event FROM t ORDER BY ALL");

    /** Another job reads what the test's jobs have read, without a stop. */
    private static void undisturbed(String test, long lines) throws Exception {
        cluster().prepareEnds("undisturbed");
        cluster().changeRules("undisturbed", RULES);
        try (WatchedArchive archive = cluster().watched("undisturbed")) {
            FlinkJob job = cluster().submitOn(test, "undisturbed", 1);
            end(job, archive, lines);
        }
    }

    /** Waits until all has been read and told, and ends the job. */
    private static void end(FlinkJob job, WatchedArchive archive, long lines) throws Exception {
        archive.awaitRows(lines, PATIENCE);
        // What the last lines bring about may be told a checkpoint after them.
        job.awaitCheckpoints(1 + LiveCluster.CHECKPOINTS_TO_A_ROW, PATIENCE);
        job.cancel();
    }

    private static void awaitRow(String test, String table, String what, String row) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!rows(test, table, "SELECT DISTINCT " + what + " FROM t").contains(row)) {
            assertThat(System.nanoTime()).as("no row: " + row).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** What happens to a job while lines come; gives the job that goes on. */
    private interface Story {
        FlinkJob happens(FlinkJob job, WatchedArchive archive) throws Exception;
    }

    /** Lines come before, during and after the story; in the end all are in the archive, once and in order. */
    private static long run(String test, FlinkJob first, Story story) throws Exception {
        LiveCluster cluster = cluster();
        long lines;
        try (WatchedArchive archive = cluster.watched(test);
                Traffic traffic = cluster.traffic(test)) {
            archive.awaitMore(PATIENCE);
            FlinkJob last = story.happens(first, archive);
            awaitRow(test, "error_rate", "service", "shop");
            archive.awaitMore(PATIENCE);
            traffic.awaitWritten(Long.getLong("kanshi.least-lines", 0), PATIENCE);
            lines = traffic.end();
            end(last, archive, lines);
            assertThat(archive.end()).isGreaterThan(5);
        }
        String inOrder = "SELECT row_number() OVER (ORDER BY boot, lane, seq, line) - 1 AS place, " + Traffic.NUMBER
                + " AS number FROM t";
        assertThat(rows(
                        test,
                        "logs",
                        "SELECT count(*) || ' ' || count(*) FILTER (place = number) FROM (" + inOrder + ")"))
                .containsExactly(lines + " " + lines);
        System.err.printf(Locale.ROOT, "%s: %,d lines are in the archive, once and in order%n", test, lines);
        return lines;
    }

    private static List<String> rows(String test, String table, String sql) throws Exception {
        try (ArchiveReader reader = cluster().reader(test, table)) {
            reader.list();
            return reader.isEmpty() ? List.of() : reader.query(sql);
        }
    }
}
