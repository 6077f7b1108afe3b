package io.kanshi.kinesis.assignment;

import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.stream.ShardInfo;

/**
 * Where reading begins in the shards that are there at the very start.
 *
 * @param millis for {@link InitialPosition#AT_TIMESTAMP} the setting, for LATEST the time of the start: a job that fails before its first
 *     checkpoint would otherwise lose what arrives until it is back
 */
record FirstShards(InitialPosition start, long millis) {

    Position position() {
        return start == InitialPosition.TRIM_HORIZON ? Position.START : Position.at(millis);
    }

    /** Whether all that the shard holds came before the start. */
    boolean isPast(ShardInfo shard) {
        return start == InitialPosition.LATEST && !shard.open();
    }
}
