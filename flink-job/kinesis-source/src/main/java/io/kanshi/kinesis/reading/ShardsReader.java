package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.settings.ReadingSettings;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.KinesisStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads some shards in one thread, always the one that is due first. A shard that has ended stays, so that it holds its place in the
 * watermarks, until it is released. Only {@link #release} and {@link #wakeUp} are for other threads.
 */
final class ShardsReader implements SplitReader<ShardElement, ShardSplit> {

    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final KinesisStream stream;
    private final ReadingSettings settings;
    private final Clock clock;
    private final ReadCounts counts;
    private final ShardGauges gauges;
    private final Unpacking unpacking = new Unpacking();
    private final Map<String, ShardCursor> cursors = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Object lock = new Object();
    private final Set<String> released = new HashSet<>();
    private boolean woken;

    ShardsReader(KinesisStream stream, ReadingSettings settings, Clock clock, ReadCounts counts, ShardGauges gauges) {
        this.stream = stream;
        this.settings = settings;
        this.clock = clock;
        this.counts = counts;
        this.gauges = gauges;
    }

    @Override
    public RecordsWithSplitIds<ShardElement> fetch() throws IOException {
        while (true) {
            Set<String> done = takeReleased();
            if (!done.isEmpty()) {
                return finish(done);
            }
            ShardCursor next = next();
            if (next == null || next.dueMillis() > clock.millis()) {
                if (isWokenWhileWaiting(next)) {
                    return ShardBatch.finished(Set.of());
                }
                continue;
            }
            List<ShardElement> elements = next.read(unpacking);
            if (!elements.isEmpty()) {
                return ShardBatch.of(next.shardId(), elements);
            }
            if (takeWoken()) {
                return ShardBatch.finished(Set.of());
            }
        }
    }

    private @Nullable ShardCursor next() {
        ShardCursor first = null;
        for (ShardCursor cursor : cursors.values()) {
            boolean sooner = first == null || cursor.dueMillis() < first.dueMillis();
            if (sooner && !paused.contains(cursor.shardId())) {
                first = cursor;
            }
        }
        return first;
    }

    /** Waits until the shard is due, or a shard is released, or the reader is woken: only the last is told. */
    private boolean isWokenWhileWaiting(@Nullable ShardCursor next) throws IOException {
        long longest = clock.millis() + LONGEST_WAIT_MILLIS;
        long untilMillis = next == null ? longest : Math.min(next.dueMillis(), longest);
        synchronized (lock) {
            try {
                long left = untilMillis - clock.millis();
                while (!woken && released.isEmpty() && left > 0) {
                    lock.wait(left);
                    left = untilMillis - clock.millis();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for shards", ended);
            }
            return takeWoken();
        }
    }

    private boolean takeWoken() {
        synchronized (lock) {
            boolean was = woken;
            woken = false;
            return was;
        }
    }

    private Set<String> takeReleased() {
        synchronized (lock) {
            Set<String> taken = new HashSet<>(released);
            released.clear();
            taken.removeIf(shard -> !hasEnded(shard));
            return taken;
        }
    }

    private boolean hasEnded(String shard) {
        ShardCursor cursor = cursors.get(shard);
        return cursor != null && cursor.hasEnded();
    }

    private ShardBatch finish(Set<String> shards) {
        shards.forEach(shard -> {
            cursors.remove(shard);
            paused.remove(shard);
            gauges.remove(shard);
        });
        return ShardBatch.finished(shards);
    }

    /** Lets a shard go, if it has ended. */
    void release(String shardId) {
        synchronized (lock) {
            released.add(shardId);
            lock.notifyAll();
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
        for (ShardSplit split : change.splits()) {
            ShardCursor cursor = new ShardCursor(split, stream, settings, clock, counts);
            cursors.put(split.shardId(), cursor);
            gauges.add(split.shardId(), cursor::millisBehindLatest);
        }
    }

    @Override
    public void pauseOrResumeSplits(Collection<ShardSplit> toPause, Collection<ShardSplit> toResume) {
        toPause.forEach(split -> paused.add(split.shardId()));
        toResume.forEach(split -> paused.remove(split.shardId()));
    }

    @Override
    public void wakeUp() {
        synchronized (lock) {
            woken = true;
            lock.notifyAll();
        }
    }

    @Override
    public void close() {
        unpacking.close();
        cursors.keySet().forEach(gauges::remove);
    }
}
