package io.kanshi.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.live.LiveJob;
import io.kanshi.live.LiveSettings;
import io.kanshi.live.RuleFiles;
import io.kanshi.live.SettingsCheck;
import io.kanshi.replay.Kanshi;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A line through a Kinesis that nobody here wrote and the live job, found by the command; and what the job's metrics say meanwhile. */
@Timeout(180)
final class ProbeTest {

    private static final InMemoryReporter REPORTER = InMemoryReporter.create();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
            .build());

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void credentials() {
        System.setProperty("aws.accessKeyId", S3Emulator.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Emulator.SECRET_KEY);
    }

    private Path settingsFile(URI kinesis, String archive) throws IOException {
        String arn = "arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/logs";
        return Files.write(
                folder.resolve("job.properties"),
                List.of(
                        "stream.arn=" + arn,
                        "stream.endpoint=" + kinesis,
                        "stream.from=oldest",
                        "lateness=0s",
                        "idle-after=1s",
                        "archive.freshness=10s",
                        "archive.folder=" + archive));
    }

    private static LiveSettings settings(Path file) {
        SettingsCheck check = SettingsCheck.of(List.of("--config", file.toString()), Map.of(), RuleFiles.OF_FLINK);
        assertThat(check.mistakes()).isEmpty();
        return Objects.requireNonNull(check.settings());
    }

    private static JobClient start(LiveSettings settings) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "1s");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        LiveJob.build(env, settings);
        return env.executeAsync("live");
    }

    @Test
    void aLineIsFoundInTheArchiveWhileTheJobRunsAndNotAfterwards() throws Exception {
        try (KinesisLocal kinesis = KinesisLocal.start()) {
            kinesis.createStream("logs", 1);
            Path file = settingsFile(kinesis.endpoint(), "file://" + folder.resolve("out"));
            JobClient job = start(settings(file));
            String config = file.toString();
            assertThat(Kanshi.execute("job", "probe", "--config", config, "--within", "1m"))
                    .isZero();
            assertThat(gauge("decode", "watermarkLag")).isBetween(0L, 60_000L);
            assertThat(gauge("decode", "archiveLag")).isBetween(0L, 60_000L);
            assertThat(gauge("rule-evaluation", "alertLag"))
                    .as("since the last record, which was the probe")
                    .isBetween(1L, 60_000L);
            assertThat(((Counter) metric("decode", "numHeartbeats")).getCount()).isPositive();

            job.cancel().get(30, TimeUnit.SECONDS);
            assertThat(Kanshi.execute("job", "probe", "--config", config, "--within", "2s"))
                    .isEqualTo(1);
        }
        assertThat(Kanshi.execute(
                        "job",
                        "probe",
                        "--config",
                        folder.resolve("job.properties").toString()))
                .as("nobody takes a line")
                .isEqualTo(1);
    }

    private static Metric metric(String operator, String name) {
        List<Metric> found = new ArrayList<>();
        REPORTER.getMetricsByGroup().forEach((group, metrics) -> {
            String scope = String.join(".", group.getScopeComponents());
            if (scope.endsWith(operator + ".0.kinesisanalytics.pipeline") && metrics.containsKey(name)) {
                found.add(Objects.requireNonNull(metrics.get(name)));
            }
        });
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static long gauge(String operator, String name) {
        return (Long) ((Gauge<?>) metric(operator, name)).getValue();
    }
}
