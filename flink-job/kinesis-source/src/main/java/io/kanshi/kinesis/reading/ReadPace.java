package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.stream.KinesisLimits;

/**
 * When a shard may be read again: so that neither its calls nor its bytes a second are exceeded, and not sooner than there is likely to be
 * something. Reads are spaced from start to start.
 */
final class ReadPace {

    private static final long SHORTEST_MILLIS = 1_000 / KinesisLimits.READS_PER_SECOND;

    private final long emptyMillis;
    private final long nonEmptyMillis;

    ReadPace(long emptyMillis, long nonEmptyMillis) {
        this.emptyMillis = emptyMillis;
        this.nonEmptyMillis = nonEmptyMillis;
    }

    /** After a read that began then and gave so much. A shard may give nothing for a while although there is more ahead. */
    long next(long startedMillis, long bytes, int records, long millisBehindLatest) {
        long forBytes = bytes * 1_000 / KinesisLimits.BYTES_PER_SECOND;
        long asked = records > 0 ? nonEmptyMillis : millisBehindLatest > 0 ? 0 : emptyMillis;
        return startedMillis + Math.max(Math.max(SHORTEST_MILLIS, forBytes), asked);
    }
}
