package io.kanshi.testkit.sidecar;

import java.time.Clock;

/**
 * What one shard takes, by a clock that the test turns. A second's worth may come at once, as with the service.
 *
 * @param bytesPerSecond data and partition keys
 */
public record ShardCapacity(long bytesPerSecond, long recordsPerSecond, Clock clock) {

    /** What a shard of the service takes: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
    public static ShardCapacity ofTheService(Clock clock) {
        return new ShardCapacity(1 << 20, 1_000, clock);
    }
}
