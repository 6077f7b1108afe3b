package io.kanshi.kinesis.assignment;

import io.kanshi.kinesis.handover.ChildrenGiven;
import io.kanshi.kinesis.handover.FinishRecorded;
import io.kanshi.kinesis.handover.ReaderHolds;
import io.kanshi.kinesis.handover.ShardFinished;
import io.kanshi.kinesis.handover.ShardsGiven;
import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.settings.SourceSettings;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.split.ShardSplitSerializer;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.KinesisStream;
import io.kanshi.kinesis.stream.ShardInfo;
import io.kanshi.kinesis.stream.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's side of the assignment: looks for shards in a worker thread, hears the readers, gives out what {@link ShardTree} allows. Nothing
 * is given before every reader has said what it holds: a shard that a restarted reader reads again is then known to be unfinished.
 */
public final class ShardEnumerator implements SplitEnumerator<ShardSplit, AssignmentState> {

    private static final Logger LOG = LoggerFactory.getLogger(ShardEnumerator.class);

    private final SplitEnumeratorContext<ShardSplit> context;
    private final SourceSettings settings;
    private final KinesisStream stream;
    private final Clock clock;
    private final ShardSplitSerializer serializer;
    private final ShardTree tree;
    private final FinishLedger ledger = new FinishLedger();
    private final Set<Integer> present = new HashSet<>();
    private final Set<Integer> toldGiven = new HashSet<>();
    private final Set<Integer> toldNoMore = new HashSet<>();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicBoolean lookQueued = new AtomicBoolean();
    private final Counter failedLooks;
    private boolean found;
    private boolean lookFailed;

    /** What a look for shards found; looks are counted from 1. */
    private record Look(long number, List<ShardInfo> shards, long endedMillis) {}

    public ShardEnumerator(
            SplitEnumeratorContext<ShardSplit> context,
            SourceSettings settings,
            KinesisStream stream,
            Clock clock,
            @Nullable AssignmentState restored) {
        this.context = context;
        this.settings = settings;
        this.stream = stream;
        this.clock = clock;
        this.serializer = new ShardSplitSerializer(settings.reading().seen());
        this.tree = restored == null
                ? new ShardTree(settings.reading().seen())
                : new ShardTree(settings.reading().seen(), restored);
        this.failedLooks = context.metricGroup().counter("shardDiscoveriesFailed");
        context.metricGroup().setUnassignedSplitsGauge(tree::waiting);
    }

    @Override
    public void start() {
        context.callAsync(
                this::look, this::looked, 0, settings.discoveryInterval().toMillis());
    }

    private Look look() throws KinesisException {
        lookQueued.set(false);
        long number = looks.incrementAndGet();
        List<ShardInfo> shards = stream.shards();
        return new Look(number, shards, clock.millis());
    }

    private void lookSoon() {
        if (lookQueued.compareAndSet(false, true)) {
            context.callAsync(this::look, this::looked);
        }
    }

    private void looked(@Nullable Look look, @Nullable Throwable failed) {
        if (look == null) {
            lookFailed(failed);
            return;
        }
        lookFailed = false;
        found = true;
        boolean latest = settings.start() == InitialPosition.LATEST;
        tree.discover(
                look.shards(), new FirstShards(settings.start(), latest ? look.endedMillis() : settings.startMillis()));
        giveOut();
        send(ledger.lookEnded(look.number()), ChildrenGiven::new);
        endIfDone();
    }

    private void lookFailed(@Nullable Throwable failed) {
        failedLooks.inc();
        if (!(failed instanceof KinesisException known) || !passes(known.trouble())) {
            String message = failed == null ? "shards could not be listed" : failed.getMessage();
            throw new FlinkRuntimeException(message, failed);
        }
        if (!lookFailed) {
            LOG.warn("shards are looked for again in {}: {}", settings.discoveryInterval(), known.getMessage());
        }
        lookFailed = true;
    }

    private static boolean passes(Trouble trouble) {
        return trouble != Trouble.INCURABLE && trouble != Trouble.NOT_FOUND;
    }

    @Override
    public void addReader(int subtask) {
        // It says what it holds, and is present then.
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // Shards are given without being asked for.
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (event instanceof ReaderHolds holds) {
            holds.reading().forEach(ledger::forget);
            tree.holds(subtask, holds.reading());
            present.add(subtask);
            giveOut();
            endIfDone();
        } else if (event instanceof ShardFinished finish) {
            finished(subtask, read(finish.split()));
        }
    }

    private void finished(int subtask, ShardSplit split) {
        tree.finish(subtask, split);
        ledger.finished(subtask, split.shardId(), looks.get());
        lookSoon();
    }

    private ShardSplit read(byte[] split) {
        try {
            return serializer.deserialize(serializer.getVersion(), split);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addSplitsBack(List<ShardSplit> splits, int subtask) {
        present.remove(subtask);
        toldGiven.remove(subtask);
        toldNoMore.remove(subtask);
        ledger.lost(subtask);
        for (ShardSplit split : splits) {
            ledger.forget(split.shardId());
            tree.takeBack(split);
        }
    }

    private boolean allPresent() {
        return present.size() >= context.currentParallelism()
                && context.registeredReaders().keySet().containsAll(present);
    }

    private void giveOut() {
        if (!allPresent()) {
            return;
        }
        List<String> unclaimed = tree.unclaimed();
        if (!unclaimed.isEmpty()) {
            throw new IllegalStateException(
                    "the checkpoint says that these shards were being read, but no reader has them: " + unclaimed);
        }
        Map<Integer, List<ShardSplit>> given = tree.give(context.currentParallelism());
        if (!given.isEmpty()) {
            LOG.info("shards are given to readers: {}", given);
            // One message a shard, since Flink's messages have a largest size.
            given.forEach((reader, splits) -> splits.forEach(split -> context.assignSplit(split, reader)));
        }
        if (found) {
            for (int subtask : present) {
                if (toldGiven.add(subtask)) {
                    context.sendEventToSourceReader(subtask, new ShardsGiven());
                }
            }
        }
    }

    private void endIfDone() {
        if (settings.reading().bounded() && allPresent() && tree.isDone() && !ledger.awaitsChildren()) {
            for (int subtask : present) {
                if (toldNoMore.add(subtask)) {
                    context.signalNoMoreSplits(subtask);
                }
            }
        }
    }

    @Override
    public AssignmentState snapshotState(long checkpointId) {
        ledger.checkpointed(checkpointId);
        return tree.state();
    }

    /** A reader that has nothing more to read may have ended with this checkpoint; Flink fails a job whose messages do not arrive. */
    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Map<Integer, Set<String>> recorded = ledger.checkpointCompleted(checkpointId);
        recorded.keySet().removeAll(toldNoMore);
        send(recorded, FinishRecorded::new);
    }

    private void send(Map<Integer, Set<String>> shards, Function<Set<String>, SourceEvent> event) {
        shards.forEach((reader, ids) -> {
            if (context.registeredReaders().containsKey(reader)) {
                context.sendEventToSourceReader(reader, event.apply(ids));
            }
        });
    }

    @Override
    public void close() {
        stream.close();
    }
}
