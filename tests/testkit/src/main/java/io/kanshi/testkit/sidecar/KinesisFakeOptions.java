package io.kanshi.testkit.sidecar;

import org.jspecify.annotations.Nullable;

/**
 * What kind of stream {@link KinesisFake} is.
 *
 * @param capacity of each shard; null for no limit
 * @param keptBytes bytes of accepted records that are kept at most, so that a runaway test fails instead of filling the heap; 0: none
 *     is kept, they are only counted
 */
public record KinesisFakeOptions(
        String stream,
        int shards,
        KinesisLimits limits,
        @Nullable ShardCapacity capacity,
        long keptBytes) {

    private static final long KEPT_BYTES = 128L << 20;

    /** One shard without a limit of throughput, today's limits of requests, up to 128 MiB kept. */
    public static KinesisFakeOptions stream(String name) {
        return new KinesisFakeOptions(name, 1, KinesisLimits.TODAY, null, KEPT_BYTES);
    }

    public KinesisFakeOptions shards(int count) {
        return new KinesisFakeOptions(stream, count, limits, capacity, keptBytes);
    }

    public KinesisFakeOptions limits(KinesisLimits other) {
        return new KinesisFakeOptions(stream, shards, other, capacity, keptBytes);
    }

    public KinesisFakeOptions capacity(ShardCapacity other) {
        return new KinesisFakeOptions(stream, shards, limits, other, keptBytes);
    }

    public KinesisFakeOptions countingOnly() {
        return new KinesisFakeOptions(stream, shards, limits, capacity, 0);
    }
}
