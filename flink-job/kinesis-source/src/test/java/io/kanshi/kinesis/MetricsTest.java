package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.testkit.sidecar.ReadFake;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator can see of the source. */
final class MetricsTest {

    private static final String FORWARDED = "kinesisanalytics.source.";
    private static final InMemoryReporter REPORTER = InMemoryReporter.create();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
            .build());

    @Test
    void countsAndLagsAreReported() throws Exception {
        try (ReadFake fake = ReadFake.start("logs", 1, Clock.systemUTC());
                Producer producer = new Producer(URI.create("http://127.0.0.1:1"), "logs")) {
            SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 1);
            // What is told of time is no record.
            job.source.set(KinesisSourceOptions.QUIET_LATENESS, Duration.ZERO);
            JobClient client = job.start();
            for (int seq : new int[] {0, 1, 1, 0, 2}) {
                fake.put("a-0", producer.frame("a", 0, seq));
            }
            job.given.awaitDistinct(3);
            fake.awaitRequests(fake.requests() + 4, Duration.ofSeconds(30));

            assertThat(gauge(client, FORWARDED + "repeatsRemoved")).isEqualTo(2);
            assertThat(gauge(client, FORWARDED + "reads")).isPositive();
            for (String zero : List.of(
                    "repeatsUnknown",
                    "lanesForgotten",
                    "readsThrottled",
                    "readsFailed",
                    "iteratorsExpired",
                    "shardsExpired")) {
                assertThat(gauge(client, FORWARDED + zero)).as(zero).isZero();
            }
            String shard = "KinesisStreamSource.accountId.000000000000.region.us-east-1.stream.logs.shardId.shardId-";
            assertThat(gauge(client, shard + "000000000000.millisBehindLatest")).isZero();
            assertThat(gauge(client, "currentEmitEventTimeLag")).isBetween(0L, 60_000L);
            assertThat(((Counter) metric(client, "numBytesIn")).getCount()).isPositive();
            assertThat(((Counter) metric(client, "numRecordsIn")).getCount())
                    .as("read, with the repeats")
                    .isEqualTo(5);

            fake.split(fake.openShards().get(0));
            fake.put("a-0", producer.frame("a", 0, 3));
            job.given.awaitDistinct(4);
            fake.awaitRequests(fake.requests() + 4, Duration.ofSeconds(30));
            assertThat(find(client, shard + "000000000000.millisBehindLatest"))
                    .as("of the closed shard")
                    .isEmpty();
            assertThat(gauge(client, shard + "000000000001.millisBehindLatest")).isZero();
            assertThat(gauge(client, shard + "000000000002.millisBehindLatest")).isZero();
            SourceJob.cancel(client);
        }
    }

    private static List<Metric> find(JobClient client, String name) {
        return REPORTER.getMetricsByIdentifiers(client.getJobID()).entrySet().stream()
                .filter(metric -> metric.getKey().endsWith("Source: kinesis.0." + name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Metric metric(JobClient client, String name) {
        List<Metric> found = find(client, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static long gauge(JobClient client, String name) {
        return ((Number) ((Gauge<?>) metric(client, name)).getValue()).longValue();
    }
}
