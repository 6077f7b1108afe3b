package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The emulator runs, and agrees with the fake about what both do. */
final class KinesisLocalTest {

    private static final String[] KEYS = "a b c d e f g h i j k l m n o p".split(" ", -1);

    @Test
    void theEmulatorRoutesAndAnswersAsTheFakeDoes() throws Exception {
        try (KinesisLocal local = KinesisLocal.start();
                Sender there = new Sender(local.endpoint());
                KinesisFake fake = KinesisFake.start(
                        KinesisFakeOptions.stream(Sender.STREAM).shards(3));
                Sender here = new Sender(fake.endpoint())) {
            local.createStream(Sender.STREAM, 3);
            PutRecordsResponse emulated = there.put(KEYS);
            PutRecordsResponse faked = here.put(KEYS);

            assertThat(emulated.failedRecordCount())
                    .isEqualTo(faked.failedRecordCount())
                    .isZero();
            assertThat(shards(faked)).isEqualTo(shards(emulated));
            assertThat(emulated.records())
                    .allSatisfy(record -> assertThat(record.sequenceNumber()).hasSize(56));
            assertThat(faked.records())
                    .allSatisfy(record -> assertThat(record.sequenceNumber()).hasSize(56));

            Map<String, List<String>> read = new HashMap<>();
            for (var shard : there.client()
                    .listShards(request -> request.streamName(Sender.STREAM))
                    .shards()) {
                read.put(shard.shardId(), read(there, shard.shardId()));
            }
            Map<String, List<String>> accepted = new HashMap<>();
            for (AcceptedRecord record : fake.records()) {
                accepted.computeIfAbsent(record.shardId(), id -> new ArrayList<>())
                        .add(record.partitionKey());
            }
            assertThat(accepted).isEqualTo(read);
        }
    }

    @Test
    void withoutNodeTheTestFailsAndSaysWhatToInstall() {
        assertThatThrownBy(() -> Emulators.installed(Map.of("PATH", "/nowhere")))
                .hasMessageContaining("node is missing")
                .hasMessageContaining("apt-get install nodejs npm");
    }

    private static List<String> shards(PutRecordsResponse answer) {
        return answer.records().stream().map(PutRecordsResultEntry::shardId).toList();
    }

    private static List<String> read(Sender sender, String shardId) {
        String iterator = sender.client()
                .getShardIterator(request -> request.streamName(Sender.STREAM)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return sender.client().getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.partitionKey())
                .toList();
    }
}
