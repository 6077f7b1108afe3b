package io.kanshi.replay.tail;

import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.KinesisStream;
import io.kanshi.kinesis.stream.ReadResult;
import io.kanshi.kinesis.stream.ShardInfo;
import io.kanshi.kinesis.stream.StreamRecord;
import io.kanshi.kinesis.stream.Trouble;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads all shards of a stream from a time on until it is stopped. Each shard is read once a second: of its five reads a second the job
 * needs its share. What is throttled or breaks for a moment is read in a later turn; what nothing can mend ends it. One thread, but for
 * {@link #stop}.
 */
public final class StreamTail {

    private static final long EVERY_MILLIS = 1000;

    /** A shard that is behind is read again sooner. */
    private static final long CATCH_UP_MILLIS = 250;

    private static final long DISCOVER_MILLIS = 10_000;
    private static final int RECORDS_PER_READ = 1000;

    private final KinesisStream stream;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final Map<Trouble, String> troubles = new EnumMap<>(Trouble.class);
    private final Set<Trouble> told = EnumSet.noneOf(Trouble.class);
    private long discoveredMillis = Long.MIN_VALUE;

    private static final class Shard {
        private Position position;
        private @Nullable String iterator;
        private boolean ended;

        Shard(Position position) {
            this.position = position;
        }
    }

    /** Where it all goes, from the thread that reads. */
    public interface Out {

        /** Once a turn; in the order of time, maybe none. */
        void lines(List<TailLine> lines);

        /** What is waited out, a sentence; each kind of trouble is told once until a turn is without any. */
        void trouble(String sentence);
    }

    public StreamTail(KinesisStream stream, Clock clock) {
        this.stream = stream;
        this.clock = clock;
    }

    /** From any thread: ends {@link #run} after its turn. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Reads until it is stopped.
     *
     * @param fromMillis records that arrived at this time or later
     */
    public void run(long fromMillis, TailFilter filter, Out out) throws KinesisException, InterruptedException {
        try (ReadRecords records = new ReadRecords(filter)) {
            boolean behind;
            do {
                behind = turn(fromMillis, records);
                out.lines(records.takeLines());
                tell(records.takeUnreadable(), out);
            } while (!stopped.await(behind ? CATCH_UP_MILLIS : EVERY_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private boolean turn(long fromMillis, ReadRecords records) throws KinesisException {
        troubles.clear();
        discover(fromMillis);
        boolean behind = false;
        for (Map.Entry<String, Shard> shard : shards.entrySet()) {
            behind |= read(shard.getKey(), shard.getValue(), records);
        }
        return behind;
    }

    private void tell(long unreadable, Out out) {
        if (unreadable > 0) {
            out.trouble(unreadable + " lines were in records that nobody can read");
        }
        troubles.forEach((kind, sentence) -> {
            if (told.add(kind)) {
                out.trouble(sentence + "; it is read again");
            }
        });
        told.retainAll(troubles.keySet());
    }

    /** Children are read from their beginning: what their parents got before has another place. */
    private void discover(long fromMillis) throws KinesisException {
        long now = clock.millis();
        if (now < discoveredMillis + DISCOVER_MILLIS) {
            return;
        }
        Position place = Position.at(fromMillis);
        try {
            List<ShardInfo> known = stream.shards();
            known.forEach(shard -> shards.computeIfAbsent(shard.id(), unused -> new Shard(place)));
            forgetGone(known);
            discoveredMillis = now;
        } catch (KinesisException failure) {
            passing(failure);
        }
    }

    /** What retention has taken away, its parents too. */
    private void forgetGone(List<ShardInfo> known) {
        List<String> ids = known.stream().map(ShardInfo::id).toList();
        Iterator<String> mine = shards.keySet().iterator();
        while (mine.hasNext()) {
            if (!ids.contains(mine.next())) {
                mine.remove();
            }
        }
    }

    /** Whether there is more at once. */
    private boolean read(String id, Shard shard, ReadRecords records) throws KinesisException {
        if (shard.ended) {
            return false;
        }
        try {
            if (shard.iterator == null) {
                shard.iterator = stream.iterator(id, shard.position);
            }
            ReadResult result = stream.read(shard.iterator, RECORDS_PER_READ);
            for (StreamRecord record : result.records()) {
                records.take(record);
                shard.position = Position.after(record.sequenceNumber());
            }
            shard.iterator = result.next();
            shard.ended = result.next() == null;
            return !shard.ended && result.millisBehindLatest() > 0;
        } catch (KinesisException failure) {
            shard.iterator = failure.trouble() == Trouble.EXPIRED_ITERATOR ? null : shard.iterator;
            shard.ended = failure.trouble() == Trouble.NOT_FOUND;
            if (!shard.ended) {
                passing(failure);
            }
            return false;
        }
    }

    private void passing(KinesisException failure) throws KinesisException {
        if (failure.trouble() == Trouble.INCURABLE || failure.trouble() == Trouble.NOT_FOUND) {
            throw failure;
        }
        if (failure.trouble() != Trouble.EXPIRED_ITERATOR) {
            troubles.putIfAbsent(failure.trouble(), String.valueOf(failure.getMessage()));
        }
    }
}
