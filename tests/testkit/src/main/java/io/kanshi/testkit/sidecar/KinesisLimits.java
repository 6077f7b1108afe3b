package io.kanshi.testkit.sidecar;

/**
 * What PutRecords takes: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 *
 * @param requestRecords records in one request
 * @param recordBytes data and partition key of one record
 * @param requestBytes data and partition keys of all records of a request
 */
public record KinesisLimits(int requestRecords, int recordBytes, int requestBytes) {

    /** A stream with the default record size. */
    public static final KinesisLimits TODAY = new KinesisLimits(500, 1 << 20, 10 << 20);

    /** Before October 2025, and still what emulators and older proxies take. */
    public static final KinesisLimits FIVE_MEBIBYTES = new KinesisLimits(500, 1 << 20, 5 << 20);

    static final int PARTITION_KEY_CHARACTERS = 256;
}
