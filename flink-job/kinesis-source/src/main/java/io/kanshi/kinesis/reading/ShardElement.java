package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.split.Phase;
import org.jspecify.annotations.Nullable;

/** What a shard gives, in its order: records, how far it has come without any, and at last its end. */
sealed interface ShardElement {

    /**
     * A record.
     *
     * @param frame which frame it is; null when it is none
     * @param whole whether the record of the stream ends with it, as all do but the first parts of an aggregate
     */
    record Data(KinesisRecord record, @Nullable FrameId frame, boolean whole) implements ShardElement {}

    /**
     * Nothing was left to read.
     *
     * @param arrivedMillis what comes later arrived no earlier, milliseconds since 1970
     */
    record CaughtUp(long arrivedMillis) implements ShardElement {}

    /** Nothing comes after it. */
    record End(Phase phase) implements ShardElement {}
}
