package io.kanshi.kinesis.seen;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much is remembered for a shard.
 *
 * @param lanes lanes of boots at once; the one quiet for longest goes first
 * @param runs runs of consecutive numbers per lane; the lowest goes first
 * @param quiet a lane quiet for longer, by arrival time, is forgotten
 */
public record SeenBounds(int lanes, int runs, Duration quiet) implements Serializable {

    /** About 1 MiB for a shard that is full; a lane sends at least every 10 s, and frames are repeated after outages of hours at most. */
    public static final SeenBounds USUAL = new SeenBounds(8_192, 64, Duration.ofHours(24));
}
