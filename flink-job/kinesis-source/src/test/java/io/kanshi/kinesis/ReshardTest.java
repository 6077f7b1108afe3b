package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Shards are split and merged while frames come, are repeated on both sides, and the job breaks: every frame is given once. */
final class ReshardTest {

    private static final List<String> BOOTS = IntStream.range(0, 24)
            .mapToObj(boot -> String.format("00000000-0000-4000-8000-%012d", boot))
            .toList();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            // One each, so that a job of two tasks needs both, and none is taken away that does nothing.
            .setNumberSlotsPerTaskManager(1)
            .build());

    private static KinesisLocal kinesis;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void startKinesis() throws Exception {
        kinesis = KinesisLocal.start();
    }

    @AfterAll
    static void stopKinesis() throws Exception {
        kinesis.close();
    }

    @Test
    void everyFrameIsGivenOnceAcrossReshardsKillsAndRepeats(@InjectMiniCluster MiniCluster cluster) throws Exception {
        kinesis.createStream("logs", 2);
        try (Producer producer = new Producer(kinesis.endpoint(), "logs")) {
            SourceJob job = new SourceJob(kinesis.endpoint(), producer.streamArn, 2);
            JobClient client = job.start();
            producer.put(BOOTS, 0, 10);
            producer.put(BOOTS, 8, 10);
            job.given.awaitDistinct(10 * BOOTS.size());
            job.given.awaitCheckpoints(2);

            scale(producer, 4);
            producer.put(BOOTS, 8, 20);
            job.given.breakNext();
            producer.put(BOOTS, 15, 30);
            job.given.awaitStarts(2);
            kill(cluster);
            job.given.awaitStarts(3);
            job.given.awaitDistinct(30 * BOOTS.size());

            scale(producer, 2);
            producer.put(BOOTS, 0, 35);
            job.given.awaitDistinct(35 * BOOTS.size());
            String savepoint = SourceJob.stopWithSavepoint(client, folder);

            scale(producer, 1);
            producer.put(BOOTS, 30, 40);
            cluster.startTaskManager();
            SourceJob resumed = job.resumed(kinesis.endpoint(), savepoint, 3);
            JobClient last = resumed.start();
            resumed.given.awaitDistinct(40 * BOOTS.size());
            scale(producer, 2);
            producer.put(BOOTS, 0, 45);
            List<String> given = resumed.given.awaitDistinct(45 * BOOTS.size());

            assertThat(given).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(frames(0, 45));
            SourceJob.cancel(last);
        }
    }

    @Test
    void childrenComeAfterTheirParents() throws Exception {
        kinesis.createStream("ordered", 1);
        try (Producer producer = new Producer(kinesis.endpoint(), "ordered")) {
            producer.put(BOOTS, 0, 20);
            scale(producer, 2);
            producer.put(BOOTS, 20, 40);
            scale(producer, 4);
            producer.put(BOOTS, 40, 60);
            scale(producer, 2);
            producer.put(BOOTS, 60, 80);

            SourceJob job = new SourceJob(kinesis.endpoint(), producer.streamArn, 1);
            JobClient client = job.start();
            List<String> given = job.given.awaitDistinct(80 * BOOTS.size());
            Map<String, List<Long>> byBoot = new HashMap<>();
            for (String frame : given) {
                String[] parts = frame.split("/", -1);
                byBoot.computeIfAbsent(parts[0], boot -> new ArrayList<>()).add(Long.valueOf(parts[2]));
            }
            assertThat(byBoot).hasSize(BOOTS.size());
            assertThat(byBoot.values()).allSatisfy(seqs -> assertThat(seqs).isSorted());
            SourceJob.cancel(client);
        }
    }

    /** Takes away one of the workers that the tasks run in, whatever they are doing, and starts another. */
    private static void kill(MiniCluster cluster) throws Exception {
        cluster.terminateTaskManager(0).get(60, TimeUnit.SECONDS);
        cluster.startTaskManager();
    }

    private static List<String> frames(long from, long to) {
        List<String> frames = new ArrayList<>();
        for (String boot : BOOTS) {
            for (long seq = from; seq < to; seq++) {
                frames.add(boot + "/0/" + seq);
            }
        }
        return frames;
    }

    /** Splits and merges until there are so many open shards. */
    private static void scale(Producer producer, int shards) {
        producer.client()
                .updateShardCount(request -> request.streamARN(producer.streamArn)
                        .targetShardCount(shards)
                        .scalingType(ScalingType.UNIFORM_SCALING));
        producer.awaitActive();
        List<Shard> open = producer.openShards();
        assertThat(open).hasSize(shards);
    }
}
