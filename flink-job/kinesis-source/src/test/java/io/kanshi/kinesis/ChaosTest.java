package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.records.Aggregates;
import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.ReadFake;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once, by chance: frames and foreign records, alone and aggregated; reshards, repeats, refusals (some of which break the job through the enumerator), broken tasks, dead
 * iterators, savepoints with another parallelism. In the end every frame was given once.
 */
final class ChaosTest {

    private static final int STEPS = 60;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    private Path folder = Path.of("");

    private final Dice dice = Seeds.diceFor("ChaosTest");
    private final Set<String> sent = new HashSet<>();
    private final List<int[]> frames = new ArrayList<>();
    private final int[] nextSeq = new int[20];
    private int foreign;

    @Test
    void everyFrameIsGivenOnceWhateverHappens() throws Exception {
        try (ReadFake fake = ReadFake.start("logs", 2, Clock.systemUTC());
                Producer producer = new Producer(URI.create("http://127.0.0.1:1"), "logs")) {
            SourceJob job = job(fake, producer, 2);
            JobClient client = job.start();
            for (int step = 0; step < STEPS; step++) {
                put(fake, producer);
                putForeign(fake);
                disturb(fake, job);
                if (step % 20 == 19) {
                    fake.heal();
                    job.given.awaitDistinct(sent.size());
                    String savepoint = stop(client);
                    reshard(fake);
                    put(fake, producer);
                    job = job.resumed(
                            fake.endpoint(), savepoint, 1 + dice.random().nextInt(4));
                    client = job.start();
                }
            }
            fake.heal();
            assertThat(job.given.awaitDistinct(sent.size()))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(sent);
            SourceJob.cancel(client);
        }
    }

    /** What broke the job a moment ago may still come in the way. */
    private String stop(JobClient client) throws Exception {
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return SourceJob.stopWithSavepoint(client, folder);
            } catch (ExecutionException broken) {
                // It has started again by itself.
            }
        }
        throw new AssertionError("the job cannot be stopped");
    }

    private static SourceJob job(ReadFake fake, Producer producer, int parallelism) {
        SourceJob job = new SourceJob(fake.endpoint(), producer.streamArn, parallelism);
        job.source.set(KinesisSourceOptions.DISCOVERY_INTERVAL, Duration.ofMillis(100));
        job.source.set(KinesisSourceOptions.SHORTEST_RETRY, Duration.ofMillis(20));
        job.source.set(KinesisSourceOptions.LONGEST_RETRY, Duration.ofMillis(100));
        job.flink.setString("execution.checkpointing.interval", "50 ms");
        job.flink.setString("restart-strategy.fixed-delay.attempts", "1000");
        job.flink.setString("restart-strategy.fixed-delay.delay", "10 ms");
        return job;
    }

    /** New frames nearly in order, and some that were sent before. */
    private void put(ReadFake fake, Producer producer) {
        for (int i = 0; i < 30; i++) {
            int boot = dice.random().nextInt(nextSeq.length);
            frames.add(new int[] {boot, nextSeq[boot]++});
        }
        for (int i = 0; i < 45; i++) {
            int[] frame = i < 30 ? frames.get(frames.size() - 1 - i) : dice.pick(frames);
            String name = "boot-" + frame[0];
            fake.put(name + "-0", producer.frame(name, 0, frame[1]));
            sent.add(name + "/0/" + frame[1]);
        }
    }

    /** Records that are no frames: only the place in the shard keeps them from being given twice. */
    private void putForeign(ReadFake fake) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            names.add("foreign-" + foreign++);
        }
        sent.addAll(names);
        names.subList(0, 4).forEach(name -> fake.put(name, name.getBytes(StandardCharsets.UTF_8)));
        fake.put(names.get(4), Aggregates.of(names.subList(4, 12), names.subList(4, 12)));
    }

    private void disturb(ReadFake fake, SourceJob job) {
        switch (dice.random().nextInt(8)) {
            case 0, 1 -> reshard(fake);
            case 2 -> job.given.breakNext();
            case 3 -> fake.expireIterators();
            case 4 ->
                fake.fault(
                        refuse(400, "AccessDeniedException"), 1 + dice.random().nextInt(3));
            case 5 -> fake.fault(refuse(400, "ProvisionedThroughputExceededException"), 5);
            case 6 -> fake.fault(refuse(500, "InternalFailure"), 5);
            default -> job.given.awaitDistinct(sent.size() / 2);
        }
        fake.awaitRequests(fake.requests() + dice.random().nextInt(10), Duration.ofSeconds(60));
    }

    private static KinesisFault refuse(int status, String type) {
        return new KinesisFault.RefuseRequests(status, type);
    }

    private void reshard(ReadFake fake) {
        List<String> open = fake.openShards();
        int at = dice.random().nextInt(open.size());
        if (open.size() > 1 && dice.chance(0.1 * open.size())) {
            fake.merge(open.get(Math.max(0, at - 1)), open.get(Math.max(1, at)));
        } else {
            fake.split(open.get(at));
        }
    }
}
