package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.KinesisLocal;
import java.util.List;
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
        kinesis.createStream("one", 1);
        try (Producer producer = new Producer(kinesis.endpoint(), "one")) {
            producer.put(List.of("a"), 0, 5);
            SourceJob job = new SourceJob(kinesis.endpoint(), producer.streamArn, 1);
            JobClient client = job.start();
            job.given.awaitDistinct(5);
            producer.put(List.of("a"), 5, 10);
            assertThat(job.given.awaitDistinct(10))
                    .containsExactlyElementsOf(LongStream.range(0, 10)
                            .mapToObj(seq -> "a/0/" + seq)
                            .toList());
            SourceJob.cancel(client);
        }
    }
}
