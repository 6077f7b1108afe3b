package io.kanshi.kinesis.stream;

/** What the service allows for reading: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
public final class KinesisLimits {

    /** GetRecords calls per shard, shared by all who read it without enhanced fan-out. */
    public static final int READS_PER_SECOND = 5;

    /** What one shard gives; after a larger answer it refuses until the average is right again. */
    public static final long BYTES_PER_SECOND = 2L << 20;

    /** Records that one call may ask for: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
    public static final int RECORDS_PER_READ = 10_000;

    private KinesisLimits() {}
}
