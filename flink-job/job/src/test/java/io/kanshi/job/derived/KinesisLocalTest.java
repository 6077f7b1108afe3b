package io.kanshi.job.derived;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A second opinion on what is put: an emulator by others, read back with AWS's client. */
final class KinesisLocalTest {

    @Test
    void recordsAreReadBackInOrder() throws Exception {
        try (KinesisLocal kinesis = KinesisLocal.start()) {
            kinesis.createStream("derived", 1);
            AwsAccess access = new AwsAccess(KinesisLocal.REGION, kinesis.endpoint(), Duration.ofSeconds(20));
            List<DerivedRecord> records = IntStream.range(0, 20)
                    .mapToObj(i -> new DerivedRecord(
                            "pay", ("{\"type\":\"errors\",\"id\":\"ä" + i + "\"}").getBytes(StandardCharsets.UTF_8)))
                    .toList();
            try (Destination<DerivedRecord> stream = new DerivedStream("derived", access).open();
                    KinesisClient client = access.client(KinesisClient.builder())) {
                assertThat(stream.put(records).counts()).isEmpty();
                assertThat(read(client))
                        .extracting(record -> record.data().asUtf8String())
                        .containsExactlyElementsOf(
                                records.stream().map(DerivedRecord::toString).toList());
                assertThat(read(client)).extracting(Record::partitionKey).containsOnly("pay");
            }
        }
    }

    private static List<Record> read(KinesisClient client) {
        String shard = client.listShards(request -> request.streamName("derived"))
                .shards()
                .get(0)
                .shardId();
        String iterator = client.getShardIterator(request ->
                        request.streamName("derived").shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return client.getRecords(request -> request.shardIterator(iterator)).records();
    }
}
