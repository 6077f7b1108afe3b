package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.flink.FlinkJob;
import io.kanshi.testkit.s3.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    private static final String OTHER_RULES =
            "version: 1\nrules:\n  - { name: any-error, kind: error_count, by: [service], window: 10s, above: 0 }\n";

    private static @Nullable LiveCluster started;

    @RegisterExtension
    static final AfterTestExecutionCallback LOGS = context -> {
        if (context.getExecutionException().isPresent()) {
            System.err.println(cluster().flink.said());
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
        long lines = run(test, (job, archive) -> {
            for (int i = 0; i < Integer.getInteger("kanshi.kills", 1); i++) {
                cluster().flink.killTaskManager();
                cluster().flink.addTaskManager();
                archive.awaitMore(PATIENCE);
            }
            return cluster().replaceJobManager(test, job, 2);
        });
        assertThat(rows(test, "errors", "SELECT count(*) FROM t"))
                .containsExactly(String.valueOf(lines / Traffic.LINES_AN_ERROR));
        assertThat(rows(test, "alerts", "SELECT DISTINCT rule || ' ' || status FROM t"))
                .contains("error-burst firing");
        assertThat(cluster().flink.writtenElsewhere()).isEmpty();
        arrived(cluster().told(test), lines / Traffic.LINES_AN_ERROR);
    }

    /** At least once, and a repeat has the id of what it repeats. */
    private static void arrived(Told told, long errors) throws Exception {
        assertThat(Told.byId(told.logEvents()).size()).isEqualTo(errors);
        List<String> derived = told.derivedRecords();
        assertThat(Told.byId(derived.stream()
                                .filter(record -> record.startsWith("{\"type\":\"errors\""))
                                .toList())
                        .size())
                .isEqualTo(errors);
        assertThat(derived).anyMatch(record -> record.startsWith("{\"type\":\"error_rate\""));
        assertThat(Told.alertsById(told.jsonMessages()).values())
                .anyMatch(
                        alert -> alert.contains("\"rule\":\"error-burst\"") && alert.contains("\"status\":\"firing\""));
        assertThat(told.chatMessages()).anyMatch(message -> message.contains("error-burst"));
    }

    /** Nobody who asked for something and got no answer knows whether it was done: sidecars send again, and so does the job. */
    @Test
    void refusalsAndOutagesOfS3AndKinesisWhileItIsResharded() throws Exception {
        Dice dice = Seeds.diceFor("ClusterTest.refusalsAndOutages");
        FaultProxy s3 = cluster().s3;
        FaultProxy stream = cluster().stream;
        run("faults", (job, archive) -> {
            for (int i = 0; i < Integer.getInteger("kanshi.rounds", 1); i++) {
                stream.loseAnswers(dice.between(5, 30));
                cluster().reshard("faults", i % 2 == 0 ? 5 : 2);
                stream.refuse(dice.between(5, 30), 500, "InternalFailure");
                s3.refuse(dice.between(1, 30), 503, "SlowDown");
                archive.awaitMore(PATIENCE);
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
    }

    @Test
    void savepointsWithMoreAndFewerTasksAndOtherRules() throws Exception {
        String test = "savepoints";
        run(test, (job, archive) -> {
            FlinkJob three = cluster().submit(test, 3, job.stopWithSavepoint());
            cluster().changeRules(test, OTHER_RULES);
            archive.awaitMore(PATIENCE);
            return cluster().submit(test, 1, three.stopWithSavepoint());
        });
        assertThat(rows(test, "alerts", "SELECT DISTINCT rule || ' ' || status FROM t"))
                .contains("error-burst firing", "error-burst resolved", "any-error firing");
    }

    /** What happens to a job while lines come; gives the job that goes on. */
    private interface Story {
        FlinkJob happens(FlinkJob job, WatchedArchive archive) throws Exception;
    }

    /** Lines come before, during and after the story; in the end all are in the archive, once and in order. */
    private static long run(String test, Story story) throws Exception {
        LiveCluster cluster = cluster();
        cluster.prepare(test, 3);
        long lines;
        try (WatchedArchive archive = cluster.watched(test);
                Traffic traffic = cluster.traffic(test)) {
            FlinkJob job = cluster.submit(test, 2, null);
            archive.awaitMore(PATIENCE);
            job = story.happens(job, archive);
            archive.awaitMore(PATIENCE);
            lines = traffic.end();
            archive.awaitRows(lines, PATIENCE);
            job.cancel();
            assertThat(archive.end()).isGreaterThan(5);
        }
        String inOrder = "SELECT row_number() OVER (ORDER BY boot, lane, seq, line) - 1 AS place, " + Traffic.NUMBER
                + " AS number FROM t";
        assertThat(rows(
                        test,
                        "logs",
                        "SELECT count(*) || ' ' || count(*) FILTER (place = number) FROM (" + inOrder + ")"))
                .containsExactly(lines + " " + lines);
        return lines;
    }

    private static List<String> rows(String test, String table, String sql) throws Exception {
        try (ArchiveReader reader = cluster().reader(test, table)) {
            reader.list();
            return reader.query(sql);
        }
    }
}
