package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.rulesfile.RuleFileSource;
import io.kanshi.rules.AlertEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped with a savepoint and goes on with other rules and another parallelism, twice. */
final class OtherRulesTest {

    private static final String BY_SERVICE = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20% }
              - { name: gone, kind: error_count, by: [service], window: 1m, above: 25 }
            """;
    private static final String BY_CLUSTER = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20% }
              - { name: cluster, kind: error_count, by: [cluster], window: 30s, every: 10s, above: 10 }
            """;
    private static final String STRICTER = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 30s, above: 10% }
              - { name: all, kind: error_count, by: [], window: 20s, above: 5 }
            """;
    private static final int FRAMES_A_MINUTE = 12;
    private static final InMemoryReporter METRICS = InMemoryReporter.create();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(METRICS.addToConfiguration(new org.apache.flink.configuration.Configuration()))
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path folder = Path.of("");

    private final List<RawRecord> records = Shops.minutes(30).records();
    private final StagedRecords staged = new StagedRecords(records);
    private ThrowingConsumer<JobClient, Exception> running = job -> {};
    private JobRun run = JobRun.into(folder);

    @Test
    void alertsAreThoseThatTheRulesInForceAtEachTimeDemand(@InjectMiniCluster MiniCluster cluster) throws Exception {
        run = JobRun.into(folder.resolve("changing"));
        running = job -> CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
        String first = part(BY_SERVICE, 1, 0, 3, null);
        String second = part(BY_CLUSTER, 3, 10, 13, first);
        part(STRICTER, 2, 20, 30, second);

        List<AlertEvent> expected = new ArrayList<>();
        expected.addAll(alone(BY_SERVICE, 0, 10));
        expected.addAll(alone(BY_CLUSTER, 10, 20));
        expected.addAll(alone(STRICTER, 20, 30));
        assertThat(expected).extracting(AlertEvent::rule).contains("rate", "gone", "cluster", "all");
        assertThat(lines(run.alerts())).isEqualTo(lines(expected));
        assertThat(run.alerts()).extracting(AlertEvent::id).doesNotHaveDuplicates();
    }

    /** All but the ids, which name the alert before, and since when an error is known: new rules begin to count when they begin to hold. */
    private static List<String> lines(List<AlertEvent> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(AlertEvent::windowEnd)
                        .thenComparing(AlertEvent::rule)
                        .thenComparing(AlertEvent::status))
                .map(alert -> alert.rule() + " " + alert.status() + " " + alert.key() + " " + alert.startedAt() + " "
                        + alert.summary())
                .toList();
    }

    /** Runs with rules that hold from a minute on, until the middle of another minute, in which "pay" fails. */
    private String part(String rules, int parallelism, int fromMinute, int untilMinute, @Nullable String savepoint)
            throws Exception {
        Instant start =
                Instant.ofEpochMilli(Shops.START + fromMinute * Shops.MINUTE).minusSeconds(11);
        JobClient job = run.start(
                staged,
                RuleFileSource.builtIn(rules, Clock.fixed(start, ZoneOffset.UTC)),
                new JobRun.Start(rules, parallelism, savepoint));
        running.accept(job);
        await(
                "rules are sent",
                () -> METRICS.findMetrics(job.getJobID(), "rulesTaken").values().stream()
                        .anyMatch(metric -> ((Counter) metric).getCount() == 1));
        // Its barriers follow the update, so afterwards every subtask has it.
        job.triggerSavepoint(folder.resolve("barrier").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        staged.open(Math.min(records.size(), untilMinute * FRAMES_A_MINUTE + FRAMES_A_MINUTE / 2));
        await("records are read", staged::allGiven);
        return job.stopWithSavepoint(false, folder.resolve("stop").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** What rules say that hold all the time, of windows that end after a minute and until another one. */
    private List<AlertEvent> alone(String rules, int afterMinute, int untilMinute) throws Exception {
        Instant after = Instant.ofEpochMilli(Shops.START + afterMinute * Shops.MINUTE);
        Instant until = Instant.ofEpochMilli(Shops.START + untilMinute * Shops.MINUTE);
        return JobRun.of(records, rules, 2, Files.createTempDirectory(folder, "alone")).alerts().stream()
                .filter(alert ->
                        alert.windowEnd().isAfter(after) && !alert.windowEnd().isAfter(until))
                .toList();
    }
}
