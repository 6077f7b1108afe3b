package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The emulator runs, and does what it is made to do here and does not by itself. */
final class KinesaliteTest {

    private static final String ARN = "arn:aws:kinesis:" + Kinesalite.REGION + ":000000000000:stream/" + Sender.STREAM;
    private static final String CBOR = SdkSystemSetting.CBOR_ENABLED.property();

    @BeforeEach
    void speakJson() {
        assertThat(Kinesalite.SDK_OPTION).isEqualTo("-D" + CBOR + "=false");
        System.setProperty(CBOR, "false");
    }

    @AfterEach
    void speakAnyLanguage() {
        System.clearProperty(CBOR);
    }

    @Test
    void aStreamIsReadByItsArnAndAnAnswerTellsWhetherThereIsMore() throws Exception {
        try (Kinesalite kinesalite = Kinesalite.start();
                Sender sender = new Sender(kinesalite.endpoint())) {
            kinesalite.createStream(Sender.STREAM, 1);
            assertThat(sender.put("a", "b", "c").failedRecordCount()).isZero();

            String shard = sender.client()
                    .listShards(request -> request.streamARN(ARN))
                    .shards()
                    .get(0)
                    .shardId();
            String start = sender.client()
                    .getShardIterator(request ->
                            request.streamARN(ARN).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            GetRecordsResponse first = read(sender, start, 2);
            GetRecordsResponse rest = read(sender, first.nextShardIterator(), 1);
            GetRecordsResponse nothing = read(sender, rest.nextShardIterator(), 1);

            assertThat(first.records())
                    .extracting(one -> one.data().asUtf8String())
                    .containsExactly("a", "b");
            assertThat(first.millisBehindLatest()).isPositive();
            assertThat(rest.records())
                    .extracting(one -> one.data().asUtf8String())
                    .containsExactly("c");
            assertThat(rest.millisBehindLatest()).isZero();
            assertThat(nothing.records()).isEmpty();
        }
    }

    private static GetRecordsResponse read(Sender sender, String iterator, int records) {
        return sender.client()
                .getRecords(request ->
                        request.streamARN(ARN).shardIterator(iterator).limit(records));
    }
}
