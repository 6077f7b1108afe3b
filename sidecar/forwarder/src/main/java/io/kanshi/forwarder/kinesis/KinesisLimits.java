package io.kanshi.forwarder.kinesis;

/** PutRecords: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html. */
final class KinesisLimits {

    static final int RECORDS_PER_REQUEST = 500;

    /** The limit is 10 MiB since October 2025; 5 MiB before, which is what endpoints of other makes still have. */
    static final long BYTES_PER_REQUEST = 5L << 20;

    private KinesisLimits() {}
}
