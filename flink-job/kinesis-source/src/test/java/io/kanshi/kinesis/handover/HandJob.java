package io.kanshi.kinesis.handover;

import io.kanshi.kinesis.Accesses;
import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.assignment.AssignmentState;
import io.kanshi.kinesis.assignment.ShardEnumerator;
import io.kanshi.kinesis.reading.KinesisReader;
import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.settings.ReadingSettings;
import io.kanshi.kinesis.settings.SourceSettings;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.testkit.flink.HandReaderContext;
import io.kanshi.testkit.sidecar.ReadFake;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/** One enumerator and one reader without a cluster: the test decides when a message arrives and when a checkpoint is taken. */
final class HandJob implements AutoCloseable {

    final HandEnumeratorContext enumeratorContext = new HandEnumeratorContext(1);
    final KeptOutput output = new KeptOutput();
    final ShardEnumerator enumerator;
    private final SourceSettings settings;
    private final ReadFake fake;
    private HandReaderContext readerContext = readerContext();
    private KinesisReader<String> reader;

    HandJob(ReadFake fake, SourceSettings settings, @Nullable AssignmentState state, List<ShardSplit> splits) {
        this.fake = fake;
        this.settings = settings;
        enumerator = new ShardEnumerator(
                enumeratorContext, settings, SdkKinesisStream.withRetries(settings.access()), Clock.systemUTC(), state);
        enumerator.start();
        reader = startReader(splits);
    }

    static SourceSettings settings(ReadFake fake, long stopMillis) {
        return new SourceSettings(
                Accesses.to(fake.endpoint(), "logs", Duration.ofSeconds(5)),
                InitialPosition.TRIM_HORIZON,
                0,
                Duration.ofSeconds(10),
                new ReadingSettings(
                        10_000,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        100,
                        stopMillis,
                        null,
                        SeenBounds.USUAL));
    }

    private KinesisReader<String> startReader(List<ShardSplit> splits) {
        readerContext = readerContext();
        KinesisReader<String> started = KinesisReader.of(
                SdkKinesisStream.withoutRetries(settings.access()),
                KinesisDeserializationSchema.of(new SimpleStringSchema()),
                settings,
                Clock.systemUTC(),
                readerContext);
        // As Flink does: every split of the state gets its place in the watermarks, then the reader starts.
        splits.forEach(split -> output.createOutputForSplit(split.shardId()));
        if (!splits.isEmpty()) {
            started.addSplits(splits);
        }
        enumeratorContext.register(0);
        started.start();
        return started;
    }

    /** The reader fails alone, and comes back with this state; the enumerator gets back what it gave since. */
    void restartReader(List<ShardSplit> splits, List<ShardSplit> addedBack) throws Exception {
        reader.close();
        enumeratorContext.readers.clear();
        enumeratorContext.takeSent(0);
        output.outputs.clear();
        enumerator.addSplitsBack(addedBack, 0);
        reader = startReader(splits);
    }

    /** Delivers all messages and runs all calls until nothing is under way. */
    void settle() {
        boolean moved = true;
        while (moved) {
            List<SourceEvent> toEnumerator = readerContext.takeSent();
            toEnumerator.forEach(event -> enumerator.handleSourceEvent(0, event));
            enumeratorContext.runCalls();
            List<ShardSplit> assigned = enumeratorContext.takeAssigned(0);
            if (!assigned.isEmpty()) {
                assigned.forEach(split -> output.createOutputForSplit(split.shardId()));
                reader.addSplits(assigned);
            }
            List<SourceEvent> toReader = enumeratorContext.takeSent(0);
            toReader.forEach(reader::handleSourceEvents);
            moved = !toEnumerator.isEmpty() || !assigned.isEmpty() || !toReader.isEmpty();
        }
    }

    /** Lets the reader give what it has, without delivering any message, until this holds. */
    void pollUntil(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(30, TimeUnit.SECONDS);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("gave up with " + output.values + " of " + fake.counts());
            }
        }
    }

    InputStatus poll() throws Exception {
        return reader.pollNext(output);
    }

    /** Whether the reader has messages for the enumerator. */
    List<SourceEvent> takeReaderEvents() {
        return readerContext.takeSent();
    }

    void deliver(List<SourceEvent> events) {
        events.forEach(event -> enumerator.handleSourceEvent(0, event));
    }

    void noMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    List<ShardSplit> snapshotReader(long checkpoint) {
        return reader.snapshotState(checkpoint);
    }

    @Override
    public void close() throws Exception {
        reader.close();
        enumerator.close();
    }

    private static HandReaderContext readerContext() {
        return new HandReaderContext(UnregisteredMetricsGroup.createSourceReaderMetricGroup());
    }
}
