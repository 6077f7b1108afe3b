package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that breaks in the middle and goes on from its last checkpoint gives what one that never broke gives. */
final class RestartTest {

    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 10%, min_events: 10 }
              - { name: burst, kind: error_count, by: [service], window: 1m, above: 10, keep_firing_for: 2m }
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder = Path.of("");

    @Test
    void theArchiveAndTheAlertsAreTheSameAfterRestarts() throws Exception {
        List<RawRecord> records = Shops.hours(6).records();
        JobRun whole = JobRun.of(records, RULES, 2, Files.createTempDirectory(folder, "whole"));
        FailOnce<ErrorEvent> failure = new FailOnce<>(3, 2);
        JobRun broken = JobRun.breaking(records, RULES, 2, Files.createTempDirectory(folder, "broken"), failure);
        assertThat(failure.failures()).as("times the job broke").isEqualTo(3);
        String rows = "SELECT * FROM logs ORDER BY ALL";
        assertThat(broken.query(rows)).isEqualTo(whole.query(rows));
        assertThat(broken.alerts().stream().distinct().toList()).isEqualTo(whole.alerts());
        assertThat(whole.alerts()).hasSizeGreaterThan(20);
        assertThat(broken.totals()).isEqualTo(whole.totals());
        assertThat(broken.files())
                .filteredOn(file -> file.toString().endsWith(".parquet"))
                .isNotEmpty();
    }
}
