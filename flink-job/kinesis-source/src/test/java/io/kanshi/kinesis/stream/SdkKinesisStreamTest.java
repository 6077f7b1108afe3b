package io.kanshi.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanshi.kinesis.Accesses;
import io.kanshi.kinesis.HandClock;
import io.kanshi.kinesis.settings.CredentialsSource;
import io.kanshi.kinesis.settings.StreamAccess;
import io.kanshi.kinesis.split.Position;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.ReadFake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK against a strict fake: every call, and every way to fail. */
final class SdkKinesisStreamTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ReadFake fake = ReadFake.start("logs", 2, clock);
    private final KinesisStream stream =
            SdkKinesisStream.withoutRetries(Accesses.to(fake.endpoint(), "logs", Duration.ofMillis(300)));

    @AfterEach
    void close() {
        stream.close();
        fake.close();
    }

    @Test
    void allShardsAreListedWithTheirParents() throws KinesisException {
        List<String> open = fake.openShards();
        fake.merge(open.get(0), open.get(1));
        for (int i = 0; i < 50; i++) {
            fake.split(fake.openShards().get(0));
        }
        List<ShardInfo> shards = stream.shards();
        assertThat(shards).hasSize(103);
        assertThat(shards.get(0)).isEqualTo(new ShardInfo(open.get(0), List.of(), false));
        assertThat(shards.get(2).parents()).isEqualTo(open);
        assertThat(shards.get(3).parents()).containsExactly(shards.get(2).id());
        assertThat(shards.stream().filter(ShardInfo::open)).hasSize(51);
        assertThat(stream.exists()).isTrue();
    }

    @Test
    void everyPositionIsFound() throws KinesisException {
        fake.split(fake.openShards().get(1));
        fake.merge(fake.openShards().get(0), fake.openShards().get(1));
        String shard = fake.openShards().get(0);
        String key = keyOf(shard);
        String first = fake.put(key, bytes("one"));
        clock.turn(Duration.ofSeconds(10));
        fake.put(key, bytes("two"));
        assertThat(texts(shard, Position.START)).endsWith("one", "two");
        assertThat(texts(shard, Position.at(clock.millis()))).containsExactly("two");
        assertThat(texts(shard, Position.after(first))).containsExactly("two");
        assertThat(texts(shard, Position.within(first, 3))).containsExactly("one", "two");
    }

    @Test
    void aTimeThatIsInTheFutureForTheServicePasses() {
        String shard = fake.openShards().get(0);
        assertThat(failure(() -> stream.iterator(shard, Position.at(clock.millis() + 1)))
                        .trouble())
                .isEqualTo(Trouble.PASSING);
    }

    @Test
    void arrivalKeyAndNumbersComeThrough() throws KinesisException {
        String shard = fake.openShards().get(0);
        String key = keyOf(shard);
        String number = fake.put(key, bytes("x"));
        ReadResult result = stream.read(stream.iterator(shard, Position.START), 1_000);
        StreamRecord record = result.records().get(result.records().size() - 1);
        assertThat(record.arrivalMillis()).isEqualTo(clock.millis());
        assertThat(record.partitionKey()).isEqualTo(key);
        assertThat(record.sequenceNumber()).isEqualTo(number);
        assertThat(result.next()).isNotNull();
        fake.split(shard);
        assertThat(stream.read(stream.iterator(shard, Position.START), 10).next())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, LimitExceededException, THROTTLED",
        "400, KMSThrottlingException, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "400, ExpiredIteratorException, EXPIRED_ITERATOR",
        "400, ExpiredTokenException, PASSING",
        "500, InternalFailure, PASSING",
        "503, ServiceUnavailable, PASSING",
        "500, SomethingNew, PASSING",
        "400, ResourceNotFoundException, NOT_FOUND",
        "400, AccessDeniedException, INCURABLE",
        "400, UnrecognizedClientException, INCURABLE",
        "403, SignatureDoesNotMatch, INCURABLE",
        "400, KMSAccessDeniedException, INCURABLE",
        "400, KMSDisabledException, INCURABLE",
        "400, KMSNotFoundException, INCURABLE",
        "400, InvalidArgumentException, INCURABLE",
        "400, ValidationException, INCURABLE",
        "400, SomethingNewException, INCURABLE"
    })
    void everyErrorIsSortedByWhatCanBeDone(int status, String code, Trouble trouble) {
        fake.fault(new KinesisFault.RefuseRequests(status, code), 1);
        KinesisException failed = failure(() -> stream.read("any", 1));
        assertThat(failed.trouble()).isEqualTo(trouble);
        assertThat(failed).hasMessageContaining(code).hasMessageContaining(Accesses.arn("logs"));
    }

    @Test
    void refusedCredentialsAreASentence() {
        fake.fault(new KinesisFault.RefuseRequests(400, "UnrecognizedClientException"), 1);
        assertThat(failure(stream::shards))
                .hasMessage("AWS refuses the credentials for stream arn:aws:kinesis:us-east-1:000000000000:stream/logs:"
                        + " check aws.credentials.provider (now BASIC) and that it may kinesis:ListShards,"
                        + " kinesis:GetShardIterator, kinesis:GetRecords and kinesis:DescribeStreamSummary"
                        + " (UnrecognizedClientException: told to refuse)");
    }

    @Test
    void missingCredentialsAreASentence() {
        StreamAccess access = new StreamAccess(
                Accesses.arn("logs"),
                "us-east-1",
                fake.endpoint().toString(),
                CredentialsSource.SYS_PROP,
                "",
                "",
                "",
                Duration.ofSeconds(1));
        try (KinesisStream without = SdkKinesisStream.withoutRetries(access)) {
            KinesisException failed = failure(without::shards);
            assertThat(failed.trouble()).isEqualTo(Trouble.INCURABLE);
            assertThat(failed)
                    .hasMessage("there are no AWS credentials for stream " + Accesses.arn("logs")
                            + ": give the job a role, or set aws.credentials.provider (now SYS_PROP)");
        }
    }

    @Test
    void aStreamThatIsNotThereIsASentence() throws KinesisException {
        fake.delete();
        KinesisException failed = failure(stream::shards);
        assertThat(failed.trouble()).isEqualTo(Trouble.NOT_FOUND);
        assertThat(failed)
                .hasMessageStartingWith("stream " + Accesses.arn("logs")
                        + " of setStreamArn was not found at aws.endpoint " + fake.endpoint());
        assertThat(stream.exists()).isFalse();
    }

    @Test
    void whatHangsAndWhatIsNotThereMayPass() {
        fake.fault(new KinesisFault.Hang(), 1);
        assertThat(failure(stream::shards).trouble()).isEqualTo(Trouble.PASSING);
        fake.close();
        assertThat(failure(stream::shards).trouble()).isEqualTo(Trouble.PASSING);
    }

    private List<String> texts(String shard, Position position) throws KinesisException {
        return stream.read(stream.iterator(shard, position), 100).records().stream()
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();
    }

    /** A key that the fake gives to this shard: found by trying. */
    private String keyOf(String shard) throws KinesisException {
        for (int i = 0; i < 100; i++) {
            String number = fake.put("key" + i, bytes("probe"));
            boolean here = stream.read(stream.iterator(shard, Position.START), 1_000).records().stream()
                    .anyMatch(record -> record.sequenceNumber().equals(number));
            clock.turn(Duration.ofSeconds(1));
            if (here) {
                return "key" + i;
            }
        }
        throw new AssertionError("no key for " + shard);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KinesisException failure(ThrowingCallable call) {
        return catchThrowableOfType(KinesisException.class, call);
    }
}
