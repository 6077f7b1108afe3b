package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.KinesisLocal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The source against an emulator written by others. */
final class ReadLocalTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private static KinesisLocal kinesis;

    @BeforeAll
    static void startKinesis() throws Exception {
        kinesis = KinesisLocal.start();
    }

    @AfterAll
    static void stopKinesis() throws Exception {
        kinesis.close();
    }

    @Test
    void aShardIsReadFromItsStart() throws Exception {
        try (Producer producer = stream("one", 1)) {
            producer.put(List.of("a"), 0, 5);
            SourceJob job = job(producer);
            JobClient client = job.start();
            job.given.awaitDistinct(5);
            producer.put(List.of("a"), 5, 10);
            assertThat(job.given.awaitDistinct(10)).containsExactlyElementsOf(frames("a", 0, 10));
            SourceJob.cancel(client);
        }
    }

    @Test
    void readingStartsAtATime() throws Exception {
        try (Producer producer = stream("timed", 2)) {
            producer.put(List.of("a", "b"), 0, 5);
            SourceJob job = job(producer);
            Instant middle = awaitNextSecond(job.given);
            producer.put(List.of("a", "b"), 5, 7);
            job.source.setString("source.init.position", "AT_TIMESTAMP");
            job.source.setString("source.init.timestamp", String.valueOf(middle.getEpochSecond()));
            JobClient client = job.start();
            assertThat(job.given.awaitDistinct(4)).containsExactlyInAnyOrder("a/0/5", "a/0/6", "b/0/5", "b/0/6");
            SourceJob.cancel(client);
        }
    }

    @Test
    void readingStartsWithWhatComesNext() throws Exception {
        try (Producer producer = stream("latest", 2)) {
            producer.put(List.of("a", "b"), 0, 5);
            SourceJob job = job(producer);
            awaitNextSecond(job.given);
            job.source.setString("source.init.position", "LATEST");
            JobClient client = job.start();
            job.given.awaitStarts(1);
            job.given.awaitCheckpoints(3);
            producer.put(List.of("a", "b"), 5, 7);
            assertThat(job.given.awaitDistinct(4)).containsExactlyInAnyOrder("a/0/5", "a/0/6", "b/0/5", "b/0/6");
            SourceJob.cancel(client);
        }
    }

    @Test
    void manyShardsMostOfThemEmptyAreReadToATime() throws Exception {
        try (Producer producer = stream("many", 40)) {
            List<String> boots =
                    IntStream.range(0, 10).mapToObj(boot -> "boot-" + boot).toList();
            producer.put(boots, 0, 3);
            producer.put(boots, 0, 3);
            SourceJob job = new SourceJob(kinesis.endpoint(), producer.streamArn, 2);
            long stop = Instant.now().plusSeconds(1).getEpochSecond();
            job.source.setString("source.stop.timestamp", String.valueOf(stop));
            assertThat(SourceJob.failure(job.start())).isEmpty();
            assertThat(job.given.values()).hasSize(30).doesNotHaveDuplicates();
        }
    }

    @Test
    void aDeletedStreamFailsTheJobWithOneSentence() throws Exception {
        try (Producer producer = stream("deleted", 1)) {
            producer.put(List.of("a"), 0, 1);
            SourceJob job = job(producer);
            job.flink.setString("restart-strategy.type", "none");
            JobClient client = job.start();
            job.given.awaitDistinct(1);
            producer.client().deleteStream(request -> request.streamARN(producer.streamArn));
            assertThat(SourceJob.failure(client))
                    .contains("stream " + producer.streamArn + " of setStreamArn was not found at aws.endpoint");
        }
    }

    private static Producer stream(String name, int shards) throws Exception {
        kinesis.createStream(name, shards);
        return new Producer(kinesis.endpoint(), name);
    }

    private static SourceJob job(Producer producer) {
        return new SourceJob(kinesis.endpoint(), producer.streamArn, 1);
    }

    /** The next full second, which is over now; nothing is given before a job has started, so its silence is the clock. */
    private static Instant awaitNextSecond(Given silent) {
        Instant next = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1);
        silent.awaitSilence(Duration.between(Instant.now(), next).plusMillis(100));
        return next;
    }

    private static List<String> frames(String boot, long from, long to) {
        return LongStream.range(from, to).mapToObj(seq -> boot + "/0/" + seq).toList();
    }
}
