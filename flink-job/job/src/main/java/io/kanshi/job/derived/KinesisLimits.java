package io.kanshi.job.derived;

/** PutRecords: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html. */
final class KinesisLimits {

    static final int RECORDS_PER_REQUEST = 500;

    /** Data and partition keys. 10 MiB since October 2025; 5 MiB before, which is what endpoints of other makes still have. */
    static final long BYTES_PER_REQUEST = 5L << 20;

    /** Data and partition key. */
    static final long BYTES_PER_RECORD = 1L << 20;

    static final int PARTITION_KEY_CHARACTERS = 256;

    private KinesisLimits() {}
}
