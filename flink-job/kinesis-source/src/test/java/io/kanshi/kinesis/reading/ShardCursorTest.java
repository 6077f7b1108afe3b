package io.kanshi.kinesis.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.kinesis.Accesses;
import io.kanshi.kinesis.HandClock;
import io.kanshi.kinesis.records.Aggregates;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.settings.ReadingSettings;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.KinesisStream;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.ReadFake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One shard read from a strict service, by a clock that the test turns: never refused for going too fast, and back from every failure. */
final class ShardCursorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final HandClock clock = new HandClock(START);
    private final ReadFake fake = ReadFake.start("logs", 1, clock);
    private final KinesisStream stream =
            SdkKinesisStream.withoutRetries(Accesses.to(fake.endpoint(), "logs", Duration.ofMillis(500)));
    private final ReadCounts counts = new ReadCounts();
    private final Unpacking unpacking = new Unpacking();
    private final String shard = fake.openShards().get(0);

    @AfterEach
    void close() {
        unpacking.close();
        stream.close();
        fake.close();
    }

    @Test
    void aFullShardIsReadAsFastAsItMayBeAndNeverRefused() throws KinesisException {
        for (int i = 0; i < 600; i++) {
            fake.put("k", new byte[50_000]);
        }
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThat(drain(cursor, 600)).hasSize(600);
        assertThat(fake.counts().throttledReads()).isZero();
        double seconds = (clock.millis() - START.toEpochMilli()) / 1e3;
        assertThat(30.0 / seconds).as("MB a second").isBetween(1.8, 2.2);
        assertThat(fake.counts().largestRead())
                .as("the first answer knows no size yet")
                .isLessThan(11 << 20);
    }

    @Test
    void smallRecordsAreReadTenThousandAtATime() throws KinesisException {
        for (int i = 0; i < 40_000; i++) {
            fake.put("k", new byte[10]);
        }
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThat(drain(cursor, 40_000)).hasSize(40_000);
        assertThat(fake.counts().throttledReads()).isZero();
        assertThat(fake.counts().reads()).isLessThan(9);
    }

    @Test
    void anEmptyShardIsAskedFourTimesASecond() throws KinesisException {
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        while (clock.millis() < START.toEpochMilli() + 10_000) {
            assertThat(read(cursor)).isEmpty();
        }
        assertThat(fake.counts().reads()).isBetween(39L, 41L);
        assertThat(cursor.millisBehindLatest()).isZero();
    }

    @Test
    void aShardWithNothingLeftTellsHowFarItWasRead() throws KinesisException {
        fake.put("k", bytes("one"));
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100, Duration.ofSeconds(7)), Position.START);
        assertThat(texts(drain(cursor, 1))).containsExactly("one");
        List<ShardElement> nothing = read(cursor);
        assertThat(nothing).containsExactly(new ShardElement.CaughtUp(clock.millis() - 1_000));
        fake.put("k", bytes("two"));
        assertThat(texts(read(cursor))).containsExactly("two");
    }

    @Test
    void anIteratorThatExpiredIsReplaced() throws KinesisException {
        fake.put("k", bytes("one"));
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThat(texts(drain(cursor, 1))).containsExactly("one");
        clock.turn(Duration.ofMinutes(6));
        fake.put("k", bytes("two"));
        assertThat(texts(drain(cursor, 1))).containsExactly("two");
        assertThat(counts.of(ReadCount.ITERATORS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void throttlingAndFailuresAreWaitedOutWithGrowingPauses() throws KinesisException {
        fake.put("k", bytes("one"));
        fake.fault(new KinesisFault.RefuseRequests(400, "ProvisionedThroughputExceededException"), 5);
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThat(texts(drain(cursor, 1))).containsExactly("one");
        assertThat(counts.of(ReadCount.READS_THROTTLED)).isEqualTo(5);
        assertThat(clock.millis() - START.toEpochMilli()).isBetween(3_100L / 2, 3_100L);

        fake.put("k", bytes("two"));
        fake.fault(new KinesisFault.RefuseRequests(503, "ServiceUnavailable"), 3);
        assertThat(texts(drain(cursor, 1))).containsExactly("two");
        assertThat(counts.of(ReadCount.READS_FAILED)).isEqualTo(3);
    }

    @Test
    void aServiceThatHangsIsGivenUpAndAskedAgain() throws KinesisException {
        fake.put("k", bytes("one"));
        fake.fault(new KinesisFault.Hang(), 1);
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThat(texts(drain(cursor, 1))).containsExactly("one");
        assertThat(counts.of(ReadCount.READS_FAILED)).isEqualTo(1);
    }

    @Test
    void afterTheSetNumberOfFailuresInARowItEnds() {
        fake.fault(new KinesisFault.RefuseRequests(503, "ServiceUnavailable"), 10);
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 3), Position.START);
        assertThatThrownBy(() -> drain(cursor, 1))
                .hasMessageStartingWith(
                        "shard " + shard + " could not be read in retry-strategy.attempts.max = 3 attempts: stream "
                                + Accesses.arn("logs"));
    }

    @Test
    void aClosedShardEndsBehindItsLastRecord() throws KinesisException {
        fake.put("k", bytes("one"));
        fake.split(shard);
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        List<ShardElement> elements = read(cursor);
        assertThat(elements).hasSize(2).last().isEqualTo(new ShardElement.End(Phase.ENDED));
        assertThat(cursor.dueMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aShardWhoseRetentionIsOverEndsAndIsCounted() throws KinesisException {
        fake.split(shard);
        fake.expire(shard);
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.after("4959"));
        assertThat(read(cursor)).containsExactly(new ShardElement.End(Phase.ENDED));
        assertThat(counts.of(ReadCount.SHARDS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void aDeletedStreamIsNotWaitedFor() {
        fake.delete();
        ShardCursor cursor = cursor(settings(Long.MAX_VALUE, 100), Position.START);
        assertThatThrownBy(() -> read(cursor)).hasMessageContaining("of setStreamArn was not found");
    }

    @Test
    void readingStopsAtTheTimeWhateverTheOrderOfNeighbours() throws KinesisException {
        long stop = START.toEpochMilli() + 10_000;
        List<Long> arrivals = List.of(-5_000L, -1L, 5L, -2L, 900L, -3L, 1_100L, 5_000L);
        for (long arrival : arrivals) {
            clock.turnTo(stop + arrival);
            fake.put("k", bytes("" + arrival));
        }
        clock.turnTo(stop + 60_000);
        ShardCursor cursor = cursor(settings(stop, 100), Position.START);
        List<ShardElement> elements = read(cursor);
        assertThat(texts(elements)).containsExactly("-5000", "-1", "-2", "-3");
        assertThat(elements).last().isEqualTo(new ShardElement.End(Phase.STOPPED));
    }

    @Test
    void anEmptyShardIsReadUntilTheTimeIsOver() throws KinesisException {
        ShardCursor cursor = cursor(settings(START.toEpochMilli() + 2_000, 100), Position.START);
        List<ShardElement> elements = read(cursor);
        while (elements.isEmpty()) {
            elements = read(cursor);
        }
        assertThat(elements).containsExactly(new ShardElement.End(Phase.ENDED));
        assertThat(clock.millis() - START.toEpochMilli()).isBetween(3_000L, 3_500L);
    }

    @Test
    void anAggregateIsTakenApartAndGoneOnWithInItsMiddle() throws KinesisException {
        String number = fake.put("k", Aggregates.of(List.of("a", "b", "c"), List.of("one", "two", "three")));
        fake.put("k", Aggregates.of(List.of("d"), List.of("four")));
        List<ShardElement> elements = read(cursor(settings(Long.MAX_VALUE, 100), Position.START));
        assertThat(texts(elements)).containsExactly("one", "two", "three", "four");
        assertThat(elements.stream().map(element -> ((ShardElement.Data) element).whole()))
                .containsExactly(false, false, true, true);
        assertThat(((ShardElement.Data) elements.get(1)).record().partitionKey).isEqualTo("b");
        assertThat(((ShardElement.Data) elements.get(1)).record().subSequenceNumber)
                .isEqualTo(1);
        clock.turn(Duration.ofSeconds(1));
        assertThat(texts(read(cursor(settings(Long.MAX_VALUE, 100), Position.within(number, 1)))))
                .containsExactly("three", "four");
    }

    /** Reads until there are so many elements, waiting by the clock only. */
    private List<ShardElement> drain(ShardCursor cursor, int count) throws KinesisException {
        List<ShardElement> all = new ArrayList<>();
        while (all.size() < count) {
            all.addAll(read(cursor));
        }
        return all;
    }

    private List<ShardElement> read(ShardCursor cursor) throws KinesisException {
        clock.turnTo(Math.max(clock.millis(), cursor.dueMillis()));
        return cursor.read(unpacking);
    }

    private ShardCursor cursor(ReadingSettings settings, Position position) {
        ShardSplit split = new ShardSplit(shard, List.of(), position, Phase.READING, new Seen(SeenBounds.USUAL));
        return new ShardCursor(split, stream, settings, clock, counts);
    }

    private static ReadingSettings settings(long stopMillis, int attempts) {
        return settings(stopMillis, attempts, null);
    }

    private static ReadingSettings settings(long stopMillis, int attempts, @Nullable Duration quietLateness) {
        return new ReadingSettings(
                10_000,
                Duration.ofMillis(250),
                Duration.ZERO,
                1,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                attempts,
                stopMillis,
                quietLateness,
                SeenBounds.USUAL);
    }

    private static List<String> texts(List<ShardElement> elements) {
        List<String> texts = new ArrayList<>();
        for (ShardElement element : elements) {
            if (element instanceof ShardElement.Data data) {
                texts.add(new String(data.record().bytes, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
