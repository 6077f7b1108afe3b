package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** What the fake accepts and what it refuses, seen through the real SDK. Faults: {@link KinesisFaultTest}. */
final class KinesisFakeTest {

    private static final String CBOR = "aws.cborEnabled";
    private static final Duration SOON = Duration.ofSeconds(20);

    @AfterEach
    void asTheSdkLikes() {
        System.clearProperty(CBOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void bytesArriveInBothEncodings(String cbor) {
        System.setProperty(CBOR, cbor);
        Dice dice = Seeds.diceFor("KinesisFakeTest");
        try (KinesisFake fake = KinesisFake.start(Sender.STREAM);
                Sender sender = new Sender(fake.endpoint())) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                entries.add(Sender.entry(
                        "key \"" + i + "\" é", SdkBytes.fromByteArray(dice.bytes(dice.between(0, 3_000)))));
            }
            PutRecordsResponse answer = sender.put(entries);

            assertThat(answer.failedRecordCount()).isZero();
            List<AcceptedRecord> accepted = fake.awaitRecords(300, SOON);
            for (int i = 0; i < 300; i++) {
                assertThat(accepted.get(i).partitionKey())
                        .isEqualTo(entries.get(i).partitionKey());
                assertThat(accepted.get(i).data())
                        .isEqualTo(entries.get(i).data().asByteArrayUnsafe());
                assertThat(accepted.get(i).sequenceNumber())
                        .isEqualTo(answer.records().get(i).sequenceNumber());
            }
            assertThatThrownBy(() -> sender.client().listShards(request -> request.streamName("other")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void theSdkSendsCborUnlessToldOtherwise() throws Exception {
        try (KinesisFake fake = KinesisFake.start(Sender.STREAM);
                Sender sender = new Sender(fake.endpoint())) {
            sender.put("x");

            assertThat(fake.contentTypes()).containsExactly("application/x-amz-cbor-1.1");
        }
    }

    @Test
    void aKeyStaysInItsShardAndSequenceNumbersAscend() {
        try (KinesisFake fake = KinesisFake.start(
                        KinesisFakeOptions.stream(Sender.STREAM).shards(4));
                Sender sender = new Sender(fake.endpoint())) {
            for (int round = 0; round < 3; round++) {
                sender.put("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
            }
            Map<String, String> shards = new HashMap<>();
            Map<String, String> last = new HashMap<>();
            for (AcceptedRecord record : fake.records()) {
                assertThat(shards.merge(record.partitionKey(), record.shardId(), (one, other) -> other))
                        .isEqualTo(record.shardId());
                assertThat(record.sequenceNumber())
                        .matches("[0-9]{56}")
                        .isGreaterThan(last.getOrDefault(record.shardId(), ""));
                last.put(record.shardId(), record.sequenceNumber());
            }
            assertThat(last).hasSize(4);
            // MD5 of "a" starts with 0c, of "b" with 92, of "c" with 4a, of "f" with 8f
            assertThat(shards)
                    .containsEntry("a", "shardId-000000000000")
                    .containsEntry("b", "shardId-000000000002")
                    .containsEntry("c", "shardId-000000000001");
            assertThat(sender.client()
                            .listShards(request -> request.streamName(Sender.STREAM))
                            .shards())
                    .hasSize(4);
            assertThat(sender.client()
                            .describeStreamSummary(request -> request.streamName(Sender.STREAM))
                            .streamDescriptionSummary()
                            .openShardCount())
                    .isEqualTo(4);
        }
    }

    @Test
    void theLimitsAreExact() {
        KinesisLimits limits = new KinesisLimits(3, 1_000, 2_500);
        try (KinesisFake fake = KinesisFake.start(
                        KinesisFakeOptions.stream(Sender.STREAM).limits(limits));
                Sender sender = new Sender(fake.endpoint())) {
            assertThat(sender.put("a", "b", "c").failedRecordCount()).isZero();
            assertRefused(sender, List.of("a", "b", "c", "d"), "ValidationException");
            assertRefused(sender, List.of(), "ValidationException");
            assertThat(sender.put("x".repeat(256)).failedRecordCount()).isZero();
            assertRefused(sender, List.of("x".repeat(257)), "ValidationException");

            SdkBytes fits = SdkBytes.fromByteArray(new byte[998]);
            SdkBytes large = SdkBytes.fromByteArray(new byte[999]);
            assertThat(sender.put(List.of(Sender.entry("kk", fits))).failedRecordCount())
                    .isZero();
            assertRefusedEntries(sender, List.of(Sender.entry("kk", large)), "ValidationException");
            assertRefusedEntries(sender, Collections.nCopies(3, Sender.entry("kk", fits)), "InvalidArgumentException");
            assertThat(fake.counts()).isEqualTo(new KinesisCounts(8, 5, 0, 5, 3 * 2 + 512 + 1_000, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS4-HMAC-SHA256 Credential=key/1/r/s3/aws4_request", "Basic /kinesis/aws4_request"})
    void aRequestMustBeSigned(String signature) throws Exception {
        try (KinesisFake fake = KinesisFake.start(Sender.STREAM)) {
            HttpURLConnection connection =
                    (HttpURLConnection) fake.endpoint().toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
            connection.setRequestProperty("X-Amz-Target", "Kinesis_20131202.PutRecords");
            connection.setRequestProperty("Authorization", signature);
            connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));

            assertThat(connection.getResponseCode()).isEqualTo(400);
            assertThat(new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("MissingAuthenticationTokenException");
        }
    }

    @Test
    void aShardTakesWhatItsCapacityAllows() {
        TurnedClock clock = new TurnedClock();
        KinesisFakeOptions options =
                KinesisFakeOptions.stream(Sender.STREAM).capacity(new ShardCapacity(1_000, 3, clock));
        try (KinesisFake fake = KinesisFake.start(options);
                Sender sender = new Sender(fake.endpoint())) {
            PutRecordsResponse answer = sender.put("a", "b", "c", "d");
            assertThat(answer.failedRecordCount()).isEqualTo(1);
            assertThat(answer.records().get(2).errorCode()).isNull();
            assertThat(answer.records().get(3).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(answer.records().get(3).sequenceNumber()).isNull();

            clock.turn(Duration.ofSeconds(1));
            List<PutRecordsRequestEntry> two =
                    Collections.nCopies(2, Sender.entry("kk", SdkBytes.fromByteArray(new byte[598])));
            assertThat(sender.put(two).failedRecordCount()).isEqualTo(1);
            clock.turn(Duration.ofMillis(200));
            assertThat(sender.put(two).failedRecordCount()).isEqualTo(1);
            assertThat(fake.counts().records()).isEqualTo(5);
        }
    }

    @Test
    void memoryIsBounded() {
        KinesisFakeOptions small = new KinesisFakeOptions(Sender.STREAM, 1, KinesisLimits.TODAY, null, 10);
        try (KinesisFake fake = KinesisFake.start(small);
                Sender sender = new Sender(fake.endpoint())) {
            sender.put("abcde");
            assertThatThrownBy(() -> sender.put("f")).isInstanceOf(Exception.class);
            assertThatThrownBy(fake::records).hasMessageContaining("keptBytes must be larger than 10");
        }
        try (KinesisFake fake = KinesisFake.start(
                        KinesisFakeOptions.stream(Sender.STREAM).countingOnly());
                Sender sender = new Sender(fake.endpoint())) {
            List<String> seen = new ArrayList<>();
            fake.watch(record -> seen.add(record.partitionKey()));
            sender.put("abcde", "f");
            assertThat(fake.counts().records()).isEqualTo(2);
            assertThat(seen).containsExactly("abcde", "f");
            assertThatThrownBy(fake::records).hasMessageContaining("only counts");
        }
    }

    private static void assertRefused(Sender sender, List<String> texts, String type) {
        assertRefusedEntries(
                sender,
                texts.stream()
                        .map(text -> Sender.entry(text, SdkBytes.fromUtf8String(text)))
                        .toList(),
                type);
    }

    private static void assertRefusedEntries(Sender sender, List<PutRecordsRequestEntry> entries, String type) {
        assertThatThrownBy(() -> sender.put(entries)).isInstanceOfSatisfying(KinesisException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(type);
        });
    }
}
