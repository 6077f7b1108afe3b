package io.kanshi.forwarder.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.forwarder.settings.SidecarSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StatsLoopTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T08:10:00Z"), ZoneOffset.UTC);

    private final Lines lines = new Lines();
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();

    private static SidecarSettings settings(String... more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("KANSHI_KINESIS_STREAM", "logs", "AWS_REGION", "eu-west-1"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return SettingsReader.read(List.of(), environment) instanceof SettingsOutcome.Accepted accepted
                ? accepted.settings()
                : org.junit.jupiter.api.Assertions.fail("settings");
    }

    private StatsLoop loop(String... more) {
        return new StatsLoop(settings(more), lines, CLOCK, warnings::add);
    }

    private String warning() throws InterruptedException {
        String warning = warnings.poll(20, TimeUnit.SECONDS);
        return warning == null ? "no warning within 20 s" : warning;
    }

    @Test
    void asksAtItsIntervalAndLearnsTheFactsFirst() throws InterruptedException {
        try (MetadataServer server = new MetadataServer()
                        .with("/task", MetadataServer.resource("fargate-task"))
                        .with("/task/stats", MetadataServer.resource("fargate-stats"));
                StatsLoop loop = loop(
                        "KANSHI_STATS_METADATA_URI",
                        server.uri().toString(),
                        "KANSHI_STATS_EVERY",
                        "1s",
                        "KANSHI_SERVICE",
                        "mine")) {
            for (int i = 0; i < 2; i++) {
                assertThat(lines.next().container()).isEqualTo("ecs-task");
                assertThat(lines.next().container()).isEqualTo("app");
                assertThat(lines.next().text()).contains("\"ServiceName\":\"mine\"");
            }
            assertThat(loop.taskFacts()).extracting(TaskFacts::taskDefinition).isEqualTo("shop:7");
            assertThat(loop.linesSent()).isGreaterThanOrEqualTo(5);
            assertThat(loop.failures()).isEmpty();
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void failuresAreCountedToldOnceAndDoNotEndTheThread() throws InterruptedException {
        MetadataServer.Answer refused = MetadataServer.status(500);
        try (MetadataServer server = new MetadataServer().with("/task", refused);
                StatsLoop loop =
                        loop("KANSHI_STATS_METADATA_URI", server.uri().toString(), "KANSHI_STATS_EVERY", "1s")) {
            assertThat(warning())
                    .isEqualTo("no metrics: task metadata: refused (status 500); told once, counted from now on");
            while (loop.failures().getOrDefault("task metadata: refused", 0L) < 3) {
                Thread.sleep(20);
            }
            assertThat(loop.taskFacts()).isNull();
            assertThat(loop.metrics()).hasSize(2);
            assertThat(loop.metrics().get(1).labels())
                    .isEqualTo(Map.of("source", "task metadata", "reason", "refused"));
            assertThat(loop.metrics().get(1).value()).isGreaterThanOrEqualTo(3);

            server.with("/task", MetadataServer.resource("fargate-task"))
                    .with("/task/stats", MetadataServer.resource("fargate-stats"));

            assertThat(lines.next().container()).isEqualTo("ecs-task");
            assertThat(loop.taskFacts()).isNotNull();
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void whatTheListenerThrowsDoesNotEndTheThread() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        MetricLines broken = (line, container) -> {
            seen.add(container);
            throw new AssertionError("no room");
        };
        try (FakeRedis redis = new FakeRedis()) {
            redis.answer("$13\r\nused_memory:1\r\n");
            try (StatsLoop loop = new StatsLoop(
                    settings("KANSHI_REDIS_ADDRESS", "127.0.0.1:" + redis.port(), "KANSHI_REDIS_EVERY", "1s"),
                    broken,
                    CLOCK,
                    warnings::add)) {
                assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("redis");
                assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("redis");
                assertThat(warning()).contains("Redis: unexpected (no room)");
                assertThat(loop.linesSent()).isZero();
            }
        }
    }

    @Test
    void offMeansNoThreadAsksAnything() {
        try (StatsLoop loop = loop()) {
            assertThat(loop.taskFacts()).isNull();
            assertThat(loop.failures()).isEmpty();
        }
    }

    @Test
    void withStatsOffTheFactsAreAskedNevertheless() throws InterruptedException {
        try (MetadataServer server = new MetadataServer().with("/task", MetadataServer.resource("ec2-task"));
                StatsLoop loop =
                        loop("KANSHI_STATS_METADATA_URI", server.uri().toString(), "KANSHI_STATS_EVERY", "0")) {
            while (loop.taskFacts() == null) {
                Thread.sleep(20);
            }
            assertThat(loop.taskFacts()).extracting(TaskFacts::serviceName).isEqualTo("MyService");
        }
    }
}
