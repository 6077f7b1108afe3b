package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.testkit.sidecar.ReadFake;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event time per shard: the slowest shard decides, an idle one does not, and one that runs ahead is held. */
final class WatermarksTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private final ReadFake fake = ReadFake.start("logs", 2, Clock.systemUTC());
    private final Producer producer = new Producer(URI.create("http://127.0.0.1:1"), "logs");
    private final SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 1);
    private final String inFirst = keyIn(0);
    private final String inSecond = keyIn(1);
    private int puts;

    @AfterEach
    void close() {
        producer.close();
        fake.close();
    }

    @Test
    void theShardThatIsBehindHoldsTheWatermarkAndNoneOfItsRecordsIsLate() throws Exception {
        job.watermarks = bySeq();
        JobClient client = job.start();
        put(inFirst, 0, 10);
        put(inFirst, 1_000_000, 1_000_010);
        job.given.awaitDistinct(20);
        put(inSecond, 0, 50);
        List<String> given = job.given.awaitDistinct(70);
        assertThat(job.given.late()).isZero();
        assertThat(given).hasSize(70);
        fake.split(fake.openShards().get(1));
        put(inSecond, 50, 100);
        job.given.awaitDistinct(120);
        assertThat(job.given.late()).as("nor of its children").isZero();
        SourceJob.cancel(client);
    }

    @Test
    void anEmptyShardHoldsTheWatermarkOnlyUntilItIsIdle() throws Exception {
        job.watermarks = bySeq().withIdleness(Duration.ofMillis(300));
        JobClient client = job.start();
        awaitWatermark(job, 8);
        SourceJob.cancel(client);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void neitherAShardWithNothingToReadNorAReaderWithoutAShardHoldsTheWatermark(int readers) throws Exception {
        SourceJob wide = ofArrival(readers);
        long startMillis = System.currentTimeMillis();
        JobClient client = wide.start();
        awaitWatermark(wide, startMillis);
        assertThat(wide.given.late()).isZero();
        SourceJob.cancel(client);
    }

    @Test
    void aReaderWhoseLastShardHasEndedDoesNotHoldTheWatermark() throws Exception {
        SourceJob wide = ofArrival(2);
        JobClient client = wide.start();
        awaitWatermark(wide, System.currentTimeMillis());
        List<String> shards = fake.openShards();
        fake.merge(shards.get(0), shards.get(1));
        awaitWatermark(wide, System.currentTimeMillis());
        assertThat(wide.given.late()).isZero();
        SourceJob.cancel(client);
    }

    @Test
    void aShardThatRunsAheadIsHeldUntilTheOtherCatchesUp() throws Exception {
        job.watermarks = bySeq().withWatermarkAlignment("logs", Duration.ofMillis(100), Duration.ofMillis(20));
        JobClient client = job.start();
        put(inSecond, 0, 1);
        put(inFirst, 0, 1);
        job.given.awaitDistinct(2);
        put(inFirst, 1_000, 1_001);
        job.given.awaitDistinct(3);
        job.given.awaitCheckpoints(5);
        put(inFirst, 2_000, 2_010);
        long reads = fake.counts().records();
        put(inSecond, 1, 20);
        job.given.awaitDistinct(22);
        job.given.awaitCheckpoints(5);
        assertThat(fake.counts().records() - reads)
                .as("the first shard is not read meanwhile")
                .isEqualTo(19);
        put(inSecond, 2_000, 2_001);
        job.given.awaitDistinct(33);
        SourceJob.cancel(client);
    }

    /** Event time is the arrival. */
    private SourceJob ofArrival(int parallelism) {
        SourceJob wide = new SourceJob(fake.endpoint(), producer.streamArn, parallelism);
        wide.source.set(KinesisSourceOptions.QUIET_LATENESS, Duration.ZERO);
        wide.watermarks = WatermarkStrategy.forMonotonousTimestamps();
        return wide;
    }

    /** Puts a record after the other into the first shard until one meets this watermark. */
    private void awaitWatermark(SourceJob reading, long watermark) {
        while (reading.given.watermark() < watermark) {
            assertThat(puts).as("records without a watermark").isLessThan(1_000);
            put(inFirst, puts, puts + 1);
            puts++;
            reading.given.awaitDistinct(puts);
        }
    }

    /** The event's time is its number. */
    private static WatermarkStrategy<String> bySeq() {
        return WatermarkStrategy.<String>forMonotonousTimestamps()
                .withTimestampAssigner((frame, arrival) -> Long.parseLong(frame.substring(frame.lastIndexOf('/') + 1)));
    }

    private void put(String boot, int from, int to) {
        for (int seq = from; seq < to; seq++) {
            fake.put(boot + "-0", producer.frame(boot, 0, seq));
        }
    }

    /** A boot whose lane 0 is in this half of the keys. */
    private static String keyIn(int half) {
        int boot = 0;
        while (half(boot + "-0") != half) {
            boot++;
        }
        return Integer.toString(boot);
    }

    private static int half(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return digest[0] < 0 ? 1 : 0;
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has MD5", every);
        }
    }
}
