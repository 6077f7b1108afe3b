package io.kanshi.kinesis.reading;

/** What a reader counts, beside Flink's own metrics; the name of each is its metric. */
public enum ReadCount {
    /** Calls of GetRecords that were answered. */
    READS("reads"),
    /** Calls that were refused because a shard, the stream or a key is asked too often. */
    READS_THROTTLED("readsThrottled"),
    /** Calls that failed for another reason that passes. */
    READS_FAILED("readsFailed"),
    /** Iterators that had to be replaced because they were too old. */
    ITERATORS_EXPIRED("iteratorsExpired"),
    /** Shards that were gone before they were read to their end: what they held is lost. */
    SHARDS_EXPIRED("shardsExpired"),
    /** Frames that had been given before and were dropped. */
    REPEATS_REMOVED("repeatsRemoved"),
    /** Frames too old to tell whether they are repeats: they were given. */
    REPEATS_UNKNOWN("repeatsUnknown"),
    /** Lanes of senders that were forgotten, by the bounds. */
    LANES_FORGOTTEN("lanesForgotten");

    private final String metric;

    ReadCount(String metric) {
        this.metric = metric;
    }

    public String metric() {
        return metric;
    }
}
