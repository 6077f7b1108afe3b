package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.EventsSettings;
import io.kanshi.forwarder.Ending;
import io.kanshi.job.CostGuard;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.live.LiveJob;
import io.kanshi.live.LiveSettings;
import io.kanshi.rules.RuleFile;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.aws.AwsAccount;
import io.kanshi.testkit.aws.Moto;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a container's line to the archive and an alert: the sidecar, a Kinesis that nobody here wrote, the live job, DuckDB. */
final class LiveTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final String STREAM = "logs";
    private static final String DERIVED = "derived";
    private static final String GROUP = "/kanshi/errors";
    private static final String ARN = "arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/" + STREAM;
    private static final int LINES = 5000;
    private static final int ERRORS = 80;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyLineIsInTheArchiveOnceAndErrorsAlert() throws Exception {
        List<String> lines = new ArrayList<>();
        try (KinesisLocal kinesis = KinesisLocal.start();
                Moto moto = Moto.start();
                AwsAccount account = new AwsAccount(moto.endpoint())) {
            kinesis.createStream(STREAM, 2);
            kinesis.createStream(DERIVED, 1);
            LiveSettings.Outlets outlets = outlets(account, moto, kinesis);
            Instant until = Instant.now().plusSeconds(20);
            JobClient job = start(kinesis, outlets, until);
            Ending ending = forward(kinesis, lines, until.minusSeconds(6));
            assertThat(ending.exitCode()).as(ending.sentence()).isZero();
            job.getJobExecutionResult().get(90, TimeUnit.SECONDS);

            assertThat(account.logEvents(GROUP))
                    .hasSize(ERRORS)
                    .allMatch(event -> event.contains("\"service\":\"shop\""));
            assertThat(account.takeMessages("chat")).anyMatch(message -> message.contains("error-burst"));
            assertThat(account.takeMessages("json"))
                    .anyMatch(message ->
                            message.contains("\"rule\":\"error-burst\"") && message.contains("\"status\":\"firing\""));
        }
        assertThat(rows("logs", "SELECT log FROM t WHERE service = 'shop' ORDER BY boot, lane, seq, line"))
                .containsExactlyElementsOf(lines);
        assertThat(rows("logs", "SELECT count(*) FROM t WHERE level = 'error'"))
                .containsExactly(String.valueOf(ERRORS));
        assertThat(rows("errors", "SELECT count(*) FROM t")).containsExactly(String.valueOf(ERRORS));
        assertThat(rows("alerts", "SELECT DISTINCT rule || ' ' || status FROM t ORDER BY 1"))
                .contains("error-burst firing");
        assertThat(rows("log_gaps", "SELECT kind || ' ' || service || ' ' || lines FROM t"))
                .as("the sidecar's farewell, and nothing missing")
                .containsExactly("ended shop 0");
    }

    private static LiveSettings.Outlets outlets(AwsAccount account, Moto moto, KinesisLocal kinesis) {
        account.makeLogGroup(GROUP);
        AwsAccess access = AwsAccess.of(Moto.REGION, moto.endpoint());
        return new LiveSettings.Outlets(
                new CloudWatchLogs(GROUP, access),
                new AlertTopic(AlertTopic.Readers.PEOPLE, account.makeTopic("chat"), access),
                new AlertTopic(AlertTopic.Readers.MACHINES, account.makeTopic("json"), access),
                new DerivedStream(DERIVED, AwsAccess.of(KinesisLocal.REGION, kinesis.endpoint())),
                CostGuard.DEFAULT);
    }

    private JobClient start(KinesisLocal kinesis, LiveSettings.Outlets outlets, Instant until) throws Exception {
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("execution.checkpointing.interval", "1s");
        // One that is asked for while the source ends is never answered; the next one is the last.
        configuration.setString("execution.checkpointing.timeout", "5s");
        configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "10");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        LiveJob.build(
                env,
                new LiveSettings(
                        new LiveSettings.Stream(ARN, kinesis.endpoint(), null, until),
                        new LiveSettings.Archive(
                                folder.resolve("out").toUri().toString(), Duration.ofSeconds(2), 64 << 20),
                        outlets,
                        EventsSettings.defaults(),
                        new LiveSettings.Rules(RuleFile.defaultText(), null, Duration.ofMinutes(1)),
                        Duration.ZERO));
        return env.executeAsync("live");
    }

    /** Errors and other lines through a sidecar, and a last line at some time, so that the windows before it are judged. */
    private Ending forward(KinesisLocal kinesis, List<String> lines, Instant last) throws Exception {
        Map<String, String> settings = Map.of(
                "AWS_REGION",
                KinesisLocal.REGION,
                "KANSHI_KINESIS_STREAM",
                STREAM,
                "KANSHI_KINESIS_ENDPOINT",
                kinesis.endpoint().toString(),
                "KANSHI_FRAME_MAX_AGE",
                "200ms",
                "KANSHI_FRAME_IDLE_HEADER_EVERY",
                "1s",
                "KANSHI_SERVICE",
                "shop");
        try (WholeSidecar sidecar = new WholeSidecar(folder, settings)) {
            try (ForwardClient client = ForwardClient.unix(sidecar.socket)) {
                DockerLines docker = new DockerLines(Container.of("shop-api"));
                for (int i = 0; i < LINES; i++) {
                    String level = i < ERRORS ? "error" : "info";
                    lines.add("{\"level\":\"" + level + "\",\"msg\":\"charge " + i + " of the day\"}");
                    client.send(DockerLines.joined(docker.line(Instant.now(), "stdout", lines.get(i))));
                }
                while (Instant.now().isBefore(last)) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                lines.add("{\"level\":\"info\",\"msg\":\"closing time\"}");
                client.send(DockerLines.joined(docker.line(Instant.now(), "stdout", lines.get(LINES))));
                client.finish();
                assertThat(client.endsWithin(Duration.ofSeconds(30))).isTrue();
            }
            return sidecar.end();
        }
    }

    private List<String> rows(String table, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        String files = "WITH t AS (SELECT * FROM read_parquet('"
                + folder.resolve("out").resolve(table) + "/*/*/*.parquet')) ";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(files + sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
