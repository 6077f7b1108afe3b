package io.kanshi.kinesis.assignment;

import io.kanshi.kinesis.split.ShardSplit;

/**
 * A shard and what became of it.
 *
 * @param split what will be given to a reader; of a finished shard what it leaves to its children; else without what was seen
 * @param reader who has or had it; {@link #NOBODY} when that is not known
 */
record KnownShard(Stage stage, ShardSplit split, int reader) {

    static final int NOBODY = -1;

    boolean is(Stage other) {
        return stage == other;
    }
}
