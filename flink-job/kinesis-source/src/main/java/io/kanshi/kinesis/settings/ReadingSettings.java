package io.kanshi.kinesis.settings;

import io.kanshi.kinesis.seen.SeenBounds;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How shards are read.
 *
 * @param mostRecords records that one read may ask for
 * @param emptyInterval pause after a read that gave nothing
 * @param nonEmptyInterval pause after a read that gave records
 * @param threads threads of a subtask that read, each for some of its shards
 * @param shortestRetry the first pause after a failure; doubled, with jitter, up to the longest
 * @param attempts failed reads of a shard in a row after which the job fails
 * @param stopMillis records that arrive at this time or later are not read, milliseconds since 1970; {@code Long.MAX_VALUE}: no end
 * @param quietLateness by how much event time may be behind the arrival; null: a shard without records says nothing of the time
 */
public record ReadingSettings(
        int mostRecords,
        Duration emptyInterval,
        Duration nonEmptyInterval,
        int threads,
        Duration shortestRetry,
        Duration longestRetry,
        int attempts,
        long stopMillis,
        @Nullable Duration quietLateness,
        SeenBounds seen)
        implements Serializable {

    public boolean bounded() {
        return stopMillis != Long.MAX_VALUE;
    }
}
