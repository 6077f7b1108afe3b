package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.kanshi.kinesis.records.Aggregates;
import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.ReadFake;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole jobs against a strict service that fails as told. */
final class FakeJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private final List<ReadFake> fakes = new ArrayList<>();
    private final Producer producer = new Producer(URI.create("http://127.0.0.1:1"), "logs");

    @AfterEach
    void close() {
        producer.close();
        fakes.forEach(ReadFake::close);
    }

    @Test
    void aHundredShardsAreReadManyOfThemEmpty() throws Exception {
        ReadFake fake = fake(100);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        JobClient client = job.start();
        List<String> boots =
                IntStream.range(0, 60).mapToObj(boot -> "boot-" + boot).toList();
        for (int seq = 0; seq < 20; seq++) {
            put(fake, boots, seq);
        }
        assertThat(job.given.awaitDistinct(1_200)).doesNotHaveDuplicates();
        assertThat(fake.counts().throttledReads()).isZero();
        SourceJob.cancel(client);
    }

    @Test
    void aBoundedReadingGivesWhatArrivedBeforeAndEnds() throws Exception {
        ReadFake fake = fake(2);
        List<String> boots = List.of("a", "b", "c", "d");
        for (int seq = 0; seq < 10; seq++) {
            put(fake, boots, seq);
            put(fake, boots, seq / 2);
            if (seq % 3 == 2) {
                fake.split(fake.openShards().get(0));
            }
        }
        fake.merge(fake.openShards().get(0), fake.openShards().get(1));
        put(fake, boots, 10);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        job.source.set(
                KinesisSourceOptions.STOP_TIMESTAMP, seconds(Instant.now().plusMillis(500)));
        assertThat(SourceJob.failure(job.start())).isEmpty();
        assertThat(job.given.values()).hasSize(44).doesNotHaveDuplicates();
    }

    @Test
    void aBoundedReadingOfThePastLeavesOutWhatCameLater() throws Exception {
        ReadFake fake = fake(3);
        put(fake, List.of("a", "b", "c", "d"), 0);
        Instant stop = Instant.now().minusSeconds(3_600);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        job.source.set(KinesisSourceOptions.STOP_TIMESTAMP, seconds(stop));
        assertThat(SourceJob.failure(job.start())).isEmpty();
        assertThat(job.given.values()).isEmpty();
    }

    @Test
    void latestGivesWhatArrivesAfterTheStartEvenIfTheJobBreaksAtOnce() throws Exception {
        ReadFake fake = fake(2);
        put(fake, List.of("a", "b", "c"), 0);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        job.source.setString("source.init.position", "LATEST");
        job.flink.setString("execution.checkpointing.interval", "1 h");
        job.given.breakNext();
        JobClient client = job.start();
        fake.awaitRequests(8, Duration.ofSeconds(30));
        put(fake, List.of("a", "b", "c"), 1);
        job.given.awaitStarts(2);
        assertThat(job.given.awaitDistinct(3)).containsExactlyInAnyOrder("a/0/1", "b/0/1", "c/0/1");
        SourceJob.cancel(client);
    }

    @Test
    void aDeletedStreamFailsTheJobWithOneSentence() throws Exception {
        ReadFake fake = fake(1);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 1);
        job.flink.setString("restart-strategy.type", "none");
        put(fake, List.of("a"), 0);
        JobClient client = job.start();
        job.given.awaitDistinct(1);
        fake.delete();
        assertThat(SourceJob.failure(client))
                .contains("stream " + producer.streamArn + " of setStreamArn was not found at aws.endpoint");
    }

    @Test
    void refusedCredentialsFailTheJobWithOneSentence() throws Exception {
        ReadFake fake = fake(1);
        fake.fault(new KinesisFault.RefuseRequests(400, "AccessDeniedException"), Integer.MAX_VALUE);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 1);
        job.flink.setString("restart-strategy.type", "none");
        assertThat(SourceJob.failure(job.start()))
                .contains("AWS refuses the credentials for stream " + producer.streamArn);
    }

    @Test
    void anOutageAndAHangingServiceAreWaitedOut() throws Exception {
        ReadFake fake = fake(2);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        job.source.set(KinesisSourceOptions.AWS_READ_TIMEOUT, 500L);
        job.source.set(KinesisSourceOptions.LONGEST_RETRY, Duration.ofMillis(500));
        JobClient client = job.start();
        put(fake, List.of("a", "b", "c"), 0);
        job.given.awaitDistinct(3);
        fake.fault(new KinesisFault.Hang(), Integer.MAX_VALUE);
        put(fake, List.of("a", "b", "c"), 1);
        fake.awaitRequests(fake.requests() + 6, Duration.ofSeconds(30));
        fake.fault(new KinesisFault.RefuseRequests(503, "ServiceUnavailable"), 10);
        assertThat(job.given.awaitDistinct(6)).hasSize(6);
        assertThat(job.given.starts()).isEqualTo(1);
        SourceJob.cancel(client);
    }

    @Test
    void aggregatedRecordsAreTakenApartAndForeignOnesPass() throws Exception {
        ReadFake fake = fake(1);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 1);
        JobClient client = job.start();
        fake.put(
                "x",
                Aggregates.ofBytes(
                        List.of("a-0", "a-0", "b-0"),
                        List.of(producer.frame("a", 0, 0), producer.frame("a", 0, 0), producer.frame("b", 0, 0))));
        fake.put("x", "plain".getBytes(StandardCharsets.UTF_8));
        fake.put("x", "plain".getBytes(StandardCharsets.UTF_8));
        fake.put("x", Zstd.compress("packed".getBytes(StandardCharsets.UTF_8)));
        assertThat(job.given.await("five records", values -> values.size() == 5))
                .containsExactly("a/0/0", "b/0/0", "plain", "plain", "packed");
        SourceJob.cancel(client);
    }

    @Test
    void aReaderThatRestartsAloneGoesOnAndTheOthersDoNotNotice() throws Exception {
        ReadFake fake = fake(4);
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, 2);
        job.givenParallelism = 2;
        List<String> boots =
                IntStream.range(0, 12).mapToObj(boot -> "boot-" + boot).toList();
        JobClient client = job.start();
        put(fake, boots, 0);
        job.given.awaitDistinct(12);
        job.given.awaitCheckpoints(4);
        for (int seq = 1; seq < 6; seq++) {
            int starts = job.given.starts();
            job.given.breakNext();
            put(fake, boots, seq);
            put(fake, boots, seq - 1);
            job.given.awaitStarts(starts + 1);
            fake.split(fake.openShards().get(seq % fake.openShards().size()));
            put(fake, boots, seq);
            job.given.awaitDistinct(12 * (seq + 1));
        }
        assertThat(job.given.values()).doesNotHaveDuplicates().hasSize(72);
        assertThat(job.given.starts())
                .as("one reader each time, after two at first")
                .isEqualTo(2 + 5);
        SourceJob.cancel(client);
    }

    private ReadFake fake(int shards) {
        ReadFake fake = ReadFake.start("logs", shards, Clock.systemUTC());
        fakes.add(fake);
        return fake;
    }

    private void put(ReadFake fake, List<String> boots, int seq) {
        for (String boot : new HashSet<>(boots)) {
            fake.put(boot + "-0", producer.frame(boot, 0, seq));
        }
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.toEpochMilli() / 1e3);
    }
}
