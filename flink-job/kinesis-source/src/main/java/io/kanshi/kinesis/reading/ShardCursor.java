package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.settings.ReadingSettings;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.KinesisStream;
import io.kanshi.kinesis.stream.ReadResult;
import io.kanshi.kinesis.stream.StreamRecord;
import io.kanshi.kinesis.stream.Trouble;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading of one shard: where it stands, when it may go on, and what to do when a read fails. Passing failures are told once and
 * counted; those that nothing cures are thrown. For the thread that reads the shard.
 */
final class ShardCursor {

    private static final Logger LOG = LoggerFactory.getLogger(ShardCursor.class);

    /** Arrival times of neighbours may be out of order by so much, and clocks differ by as much. */
    static final long ARRIVAL_SLACK_MILLIS = 1_000;

    private final String shardId;
    private final KinesisStream stream;
    private final ReadingSettings settings;
    private final Clock clock;
    private final ReadCounts counts;
    private final ReadPace pace;
    private final BatchSize batch;
    private final Backoff backoff;
    private Position position;
    private @Nullable String iterator;
    private long dueMillis;
    private boolean ended;
    private volatile long millisBehindLatest = -1;

    ShardCursor(ShardSplit split, KinesisStream stream, ReadingSettings settings, Clock clock, ReadCounts counts) {
        this.shardId = split.shardId();
        this.position = split.position();
        this.stream = stream;
        this.settings = settings;
        this.clock = clock;
        this.counts = counts;
        this.pace = new ReadPace(
                settings.emptyInterval().toMillis(), settings.nonEmptyInterval().toMillis());
        this.batch = new BatchSize(settings.mostRecords());
        this.backoff = new Backoff(settings.shortestRetry(), settings.longestRetry(), RandomGenerator.getDefault());
    }

    String shardId() {
        return shardId;
    }

    /** When it may be read next; never, once it has ended. */
    long dueMillis() {
        return ended ? Long.MAX_VALUE : dueMillis;
    }

    boolean hasEnded() {
        return ended;
    }

    /** −1 before the first read. */
    long millisBehindLatest() {
        return millisBehindLatest;
    }

    /** Reads once; the elements, which may be none. */
    List<ShardElement> read(Unpacking unpacking) throws KinesisException {
        long startedMillis = clock.millis();
        try {
            String place = iterator == null ? stream.iterator(shardId, position) : iterator;
            iterator = place;
            ReadResult result = stream.read(place, batch.records());
            counts.add(ReadCount.READS, 1);
            backoff.reset();
            return accept(result, startedMillis, unpacking);
        } catch (KinesisException failed) {
            return recover(failed);
        }
    }

    private List<ShardElement> accept(ReadResult result, long startedMillis, Unpacking unpacking) {
        long bytes = result.bytes();
        batch.observe(result.records().size(), bytes);
        dueMillis = pace.next(startedMillis, bytes, result.records().size(), result.millisBehindLatest());
        millisBehindLatest = result.millisBehindLatest();
        iterator = result.next();
        List<ShardElement> elements = new ArrayList<>(result.records().size() + 1);
        long newestMillis = Long.MIN_VALUE;
        for (StreamRecord record : result.records()) {
            if (record.arrivalMillis() < settings.stopMillis()) {
                unpacking.unpack(shardId, record, position, elements);
            }
            position = Position.after(record.sequenceNumber());
            newestMillis = Math.max(newestMillis, record.arrivalMillis());
        }
        if (settings.quietLateness() != null && result.records().isEmpty() && result.millisBehindLatest() == 0) {
            elements.add(new ShardElement.CaughtUp(startedMillis - ARRIVAL_SLACK_MILLIS));
        }
        endWhereDue(newestMillis, startedMillis - result.millisBehindLatest(), elements);
        return elements;
    }

    /**
     * The end of a closed shard, or of the time that is read. Where only the clock tells that, the shard may be closed already, and its
     * children may hold what arrived in time.
     */
    private void endWhereDue(long newestMillis, long reachedMillis, List<ShardElement> elements) {
        long stopMillis = settings.bounded() ? settings.stopMillis() + ARRIVAL_SLACK_MILLIS : Long.MAX_VALUE;
        if (newestMillis >= stopMillis) {
            end(Phase.STOPPED, elements);
        } else if (iterator == null || reachedMillis >= stopMillis) {
            end(Phase.ENDED, elements);
        }
    }

    private void end(Phase phase, List<ShardElement> elements) {
        ended = true;
        elements.add(new ShardElement.End(phase));
    }

    private List<ShardElement> recover(KinesisException failed) throws KinesisException {
        switch (failed.trouble()) {
            case EXPIRED_ITERATOR -> {
                iterator = null;
                counts.add(ReadCount.ITERATORS_EXPIRED, 1);
            }
            case THROTTLED -> counts.add(ReadCount.READS_THROTTLED, 1);
            case PASSING -> counts.add(ReadCount.READS_FAILED, 1);
            case NOT_FOUND -> {
                return notFound(failed);
            }
            case INCURABLE -> throw failed;
        }
        if (backoff.failures() == 0 && failed.trouble() == Trouble.PASSING) {
            LOG.warn("shard {} is read again after a pause: {}", shardId, failed.getMessage());
        }
        if (backoff.failures() + 1 >= settings.attempts()) {
            throw new KinesisException(
                    failed.trouble(),
                    "shard " + shardId + " could not be read in retry-strategy.attempts.max = " + settings.attempts()
                            + " attempts: " + failed.getMessage(),
                    failed);
        }
        dueMillis = clock.millis() + backoff.pauseMillis();
        return List.of();
    }

    /** The stream is gone, or only the shard: then its retention is over, and its children may still be there. */
    private List<ShardElement> notFound(KinesisException failed) throws KinesisException {
        boolean streamExists;
        try {
            streamExists = stream.exists();
        } catch (KinesisException again) {
            if (again.trouble() == Trouble.NOT_FOUND) {
                throw failed;
            }
            return recover(again);
        }
        if (!streamExists) {
            throw failed;
        }
        counts.add(ReadCount.SHARDS_EXPIRED, 1);
        LOG.error("shard {} is gone before it was read to its end: what it held behind {} is lost", shardId, position);
        List<ShardElement> elements = new ArrayList<>();
        end(Phase.ENDED, elements);
        return elements;
    }
}
