package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventsSettings;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import io.kanshi.rules.AmazonQ;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.aws.LogsFake;
import io.kanshi.testkit.aws.TopicFake;
import io.kanshi.testkit.aws.Trouble;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole job with its ends at AWS, beside ends that only collect, as replay's do: both must hold the same. */
@Timeout(120)
final class AwsEndsTest {

    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20%, min_events: 10, severity: critical }
              - { name: burst, kind: error_count, by: [service], window: 1m, above: 25, severity: warning }
            """;

    private static final String CHAT = "arn:aws:sns:us-east-1:123456789012:chat";
    private static final String JSON = "arn:aws:sns:us-east-1:123456789012:json";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private final LogsFake logs = new LogsFake("/kanshi/errors", Shops.START + 300 * Shops.MINUTE, 30);
    private final TopicFake chat = new TopicFake(CHAT);
    private final TopicFake json = new TopicFake(JSON);
    private final KinesisFake derived = KinesisFake.start("derived");

    private final Collected<ErrorEvent> errors = new Collected<>();
    private final Collected<ErrorEvent> guarded = new Collected<>();
    private final Collected<AlertEvent> alerts = new Collected<>();
    private final Collected<DeadLetter> deadLetters = new Collected<>();
    private final Collected<Tally> tallies = new Collected<>();

    @AfterEach
    void close() {
        logs.close();
        chat.close();
        json.close();
        derived.close();
    }

    private static AwsAccess at(URI endpoint) {
        return new AwsAccess("us-east-1", endpoint, Duration.ofSeconds(10));
    }

    private void run(Frames frames, String group, CostGuard guard, FailOnce<ErrorEvent> breaking) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("execution.checkpointing.interval", "20 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "3");
        configuration.setString("restart-strategy.fixed-delay.delay", "0 ms");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        DerivedStream stream = new DerivedStream("derived", at(derived.endpoint()));
        Ends ends = new Ends(
                new RepeatableSource<>(Elements.of(frames.records())),
                1,
                CarriedWatermarks.strategy(),
                new RepeatableSource<>(Elements.<RulesUpdate>of(List.of())),
                new DiscardingSink<>(),
                List.of(errors, stream.errors(), breaking),
                List.of(guarded, new CloudWatchLogs(group, at(logs.endpoint())).sink()),
                List.of(
                        alerts,
                        stream.alerts(),
                        new AlertTopic(Readers.PEOPLE, CHAT, at(chat.endpoint())).sink(),
                        new AlertTopic(Readers.MACHINES, JSON, at(json.endpoint())).sink()),
                List.of(deadLetters),
                List.of(),
                List.of(tallies));
        Topology.build(env, new JobSettings(EventsSettings.defaults(), RULES, guard), ends);
        env.execute("test");
    }

    private List<String> inLogs() {
        return logs.streams().values().stream()
                .flatMap(List::stream)
                .map(LogsFake.Event::message)
                .toList();
    }

    private List<String> inDerived() {
        return derived.records().stream()
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> expectedInDerived() {
        return Stream.concat(
                        errors.rows().stream()
                                .map(error ->
                                        "{\"type\":\"errors\"," + error.event().substring(1)),
                        alerts.rows().stream()
                                .map(alert -> "{\"type\":\"alerts\","
                                        + AlertJson.of(alert).substring(1)))
                .toList();
    }

    private static List<String> texts(TopicFake topic) {
        return topic.messages().stream().map(TopicFake.Message::text).toList();
    }

    @Test
    void theEndsAtAwsHoldWhatReplaysEndsHoldWhateverFailsThere() throws Exception {
        Dice dice = Seeds.diceFor("AwsEndsTest");
        Shaky shaky = new Shaky(dice);
        logs.trouble(call -> shaky.trouble());
        chat.trouble(request -> shaky.trouble());
        json.throttle(message -> shaky.chance());
        derived.fault(new KinesisFault.RefuseShare(new Dice(dice.between(0, 1_000_000)), 0.3));
        run(Shops.minutes(20), "/kanshi/errors", new CostGuard(20, 100), new FailOnce<>(0, 0));

        assertThat(errors.rows()).hasSize(240);
        assertThat(alerts.rows()).hasSizeGreaterThan(6);
        assertThat(inDerived()).containsExactlyInAnyOrderElementsOf(expectedInDerived());
        assertThat(guarded.rows()).hasSizeBetween(80, 120);
        assertThat(inLogs())
                .containsExactlyInAnyOrderElementsOf(
                        guarded.rows().stream().map(ErrorEvent::event).toList());
        assertThat(texts(chat))
                .containsExactlyInAnyOrderElementsOf(
                        alerts.rows().stream().map(AmazonQ::of).toList());
        assertThat(texts(json))
                .containsExactlyInAnyOrderElementsOf(
                        alerts.rows().stream().map(AlertJson::of).toList());
        assertThat(logs.invalid()).isEmpty();
        assertThat(chat.invalid()).isEmpty();
        assertThat(json.invalid()).isEmpty();
    }

    @Test
    void afterRestartsNothingIsMissingAndRepeatsAreTheSame() throws Exception {
        FailOnce<ErrorEvent> failure = new FailOnce<>(2, 1);
        run(Shops.hours(6), "/kanshi/errors", CostGuard.DEFAULT, failure);

        assertThat(failure.failures()).as("times the job broke").isEqualTo(2);
        assertThat(inDerived().stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        expectedInDerived().stream().distinct().toList());
        assertThat(texts(chat).stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        alerts.rows().stream().map(AmazonQ::of).distinct().toList());
        assertThat(inLogs().stream().distinct())
                .containsExactlyInAnyOrderElementsOf(guarded.rows().stream()
                        .map(ErrorEvent::event)
                        .distinct()
                        .toList());
    }

    @Test
    void aGroupThatIsNotThereEndsTheJobWithTheSetting() {
        assertThatThrownBy(() -> run(Shops.minutes(10), "/kanshi/typo", CostGuard.DEFAULT, new FailOnce<>(0, 0)))
                .hasStackTraceContaining("cloudwatch.log-group: there is no log group \"/kanshi/typo\"");
    }

    /** Trouble by chance, for several threads. */
    private static final class Shaky {

        private final ReentrantLock lock = new ReentrantLock();
        private final Dice dice;

        Shaky(Dice dice) {
            this.dice = dice;
        }

        boolean chance() {
            lock.lock();
            try {
                return dice.chance(0.4);
            } finally {
                lock.unlock();
            }
        }

        Trouble trouble() {
            return chance() ? Trouble.Refuse.throttling() : new Trouble.None();
        }
    }
}
