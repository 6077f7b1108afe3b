package io.kanshi.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.live.LiveJob;
import io.kanshi.live.LiveSettings;
import io.kanshi.live.RuleFiles;
import io.kanshi.live.SettingsCheck;
import io.kanshi.replay.Kanshi;
import io.kanshi.rules.RuleFile;
import io.kanshi.testkit.aws.AwsAccount;
import io.kanshi.testkit.aws.Moto;
import io.kanshi.testkit.emulator.ProjectFolder;
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

    private Path settingsFile(URI kinesis, String... more) throws IOException {
        String arn = "arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/logs";
        List<String> lines = new ArrayList<>(List.of(
                "stream.arn=" + arn,
                "stream.endpoint=" + kinesis,
                "stream.from=oldest",
                "lateness=0s",
                "archive.freshness=10s",
                "archive.folder=file://" + folder.resolve("out")));
        lines.addAll(List.of(more));
        return Files.write(folder.resolve("job.properties"), lines);
    }

    /** The built-in rules and the probe's as docs/operations.md has it. */
    private Path rulesFile() throws IOException {
        String page = Files.readString(ProjectFolder.find(Path.of("docs", "operations.md"), "it has the rule"));
        int start = page.indexOf("  - name: kanshi-probe\n");
        return Files.writeString(
                folder.resolve("rules.yaml"),
                RuleFile.defaultText() + page.substring(start, page.indexOf("```", start)));
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
            Path file = settingsFile(kinesis.endpoint());
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

    /** Every five seconds for ever, in a process of its own; told are arrivals at both ends, and then that nobody takes a line. */
    @Test
    void oneAfterTheOtherIsFoundAtTheAlertAndInTheArchiveUntilTheStreamIsAway() throws Exception {
        try (KinesisLocal kinesis = KinesisLocal.start();
                Moto moto = Moto.start();
                ProbeQueue queue = new ProbeQueue(moto.endpoint(), "kanshi-probe");
                AwsAccount account = new AwsAccount(moto.endpoint())) {
            kinesis.createStream("logs", 1);
            String chat = account.makeTopic("chat");
            Path file = settingsFile(
                    kinesis.endpoint(),
                    "rules.file=" + rulesFile().toUri(),
                    "alerts.json-topic=" + queue.topic("json"),
                    "alerts.chat-topic=" + chat,
                    "alerts.endpoint=" + moto.endpoint());
            JobClient job = start(settings(file));
            try (ProbeProcess probe = ProbeProcess.start(
                    folder, "--config", file, "--every", "5s", "--alert", queue.url(), "--alert-within", "20s")) {
                probe.awaitTold(2, " fired its alert after \\d+\\.\\d s");
                probe.awaitTold(2, " is in the archive after \\d+ s: file:.*\\.parquet");
                assertThat(probe.complaints()).isEmpty();
                assertThat(account.takeMessages("chat"))
                        .as("nothing for people")
                        .isEmpty();

                kinesis.close();
                probe.awaitComplaint("kanshi: arn:aws:kinesis:\\S+ does not take a line: ");
                assertThat(probe.terminate()).as("SIGTERM").isEqualTo(143);
            }
            job.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutTheRuleNobodyWaitsForAnAlert() throws Exception {
        String queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/kanshi-probe";
        Path file = settingsFile(URI.create("http://127.0.0.1:1"));
        assertThat(Kanshi.execute("job", "probe", "--config", file.toString(), "--alert", queue))
                .as("alerts.json-topic")
                .isEqualTo(2);
        String topic = "alerts.json-topic=arn:aws:sns:us-east-1:123456789012:alerts";
        assertThat(ProbeRule.missing(settings(settingsFile(URI.create("http://127.0.0.1:1"), topic))))
                .isEqualTo("rules.file must have the rule kanshi-probe of docs/operations.md for --alert:"
                        + " the built-in rules.");
        Path rules = rulesFile();
        assertThat(ProbeRule.missing(
                        settings(settingsFile(URI.create("http://127.0.0.1:1"), topic, "rules.file=" + rules.toUri()))))
                .isNull();
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
