package io.kanshi.kinesis.split;

import io.kanshi.kinesis.seen.Seen;
import java.util.List;

/** A shard while it is read: the place behind what went downstream, and what has been seen. For the task's thread. */
public final class ShardState {

    private final String shardId;
    private final List<String> parents;
    private final Seen seen;
    private Position position;
    private Phase phase;

    public ShardState(ShardSplit split) {
        shardId = split.shardId();
        parents = split.parents();
        position = split.position();
        phase = split.phase();
        seen = split.seen().copy();
    }

    public Seen seen() {
        return seen;
    }

    /** The place is behind a record of the stream, or behind a part of one that has more. */
    public void passed(String sequenceNumber, long subSequence, boolean whole) {
        position = whole ? Position.after(sequenceNumber) : Position.within(sequenceNumber, subSequence);
    }

    public void finish(Phase how) {
        phase = how;
    }

    public ShardSplit toSplit() {
        return new ShardSplit(shardId, parents, position, phase, seen.copy());
    }
}
