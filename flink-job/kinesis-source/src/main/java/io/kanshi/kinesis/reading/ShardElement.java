package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.split.Phase;
import org.jspecify.annotations.Nullable;

/** What a shard gives, in its order: records, and at last its end. */
sealed interface ShardElement {

    /**
     * A record.
     *
     * @param frame which frame it is; null when it is none
     * @param whole whether the record of the stream ends with it, as all do but the first parts of an aggregate
     */
    record Data(KinesisRecord record, @Nullable FrameId frame, boolean whole) implements ShardElement {}

    /** Nothing comes after it. */
    record End(Phase phase) implements ShardElement {}
}
