package io.kanshi.kinesis.assignment;

import java.util.Collection;
import java.util.List;

/**
 * How many shards each reader has, and who gets the next. A child goes to the reader of its parent if that has no more than its fair share:
 * that reader's watermark stands where the parent ended, so that none of the child's records is late. Else to the one with the fewest.
 */
final class ReaderLoads {

    private final int[] shards;
    private int open;

    ReaderLoads(int readers, Collection<KnownShard> known) {
        shards = new int[readers];
        for (KnownShard shard : known) {
            open += shard.is(Stage.FINISHED) ? 0 : 1;
            if (shard.is(Stage.READING) && shard.reader() >= 0 && shard.reader() < readers) {
                shards[shard.reader()]++;
            }
        }
    }

    /** The reader for a shard with these parents; it counts as placed. */
    int place(List<KnownShard> parents) {
        int fair = (open + shards.length - 1) / shards.length;
        int chosen = 0;
        for (int reader = 1; reader < shards.length; reader++) {
            chosen = shards[reader] < shards[chosen] ? reader : chosen;
        }
        for (KnownShard parent : parents) {
            int reader = parent.reader();
            if (reader >= 0 && reader < shards.length && shards[reader] < fair) {
                chosen = reader;
            }
        }
        shards[chosen]++;
        return chosen;
    }
}
