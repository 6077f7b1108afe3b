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

    /**
     * Half a mebibyte for a shard that is full, 4.5 if every lane had all the gaps it may. A lane sends at least every 10 s, and frames
     * are repeated after outages of hours at most.
     */
    public static final SeenBounds USUAL = new SeenBounds(8_192, 32, Duration.ofHours(24));

    /** A lane of a boot that is a UUID, without its runs. */
    private static final int LANE_BYTES = 41;

    private static final int RUN_BYTES = 16;

    /** The most that a shard's frames take in a message or a checkpoint. */
    public long mostBytes() {
        return lanes * (LANE_BYTES + (long) RUN_BYTES * runs);
    }
}
