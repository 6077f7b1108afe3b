package io.kanshi.kinesis.stream;

/**
 * A record as the shard gave it.
 *
 * @param arrivalMillis approximate arrival time, milliseconds since 1970
 */
public record StreamRecord(byte[] data, String partitionKey, String sequenceNumber, long arrivalMillis) {}
