package io.kanshi.testkit.sidecar;

/**
 * A record that {@link KinesisFake} accepted.
 *
 * @param data as it was sent; not a copy
 * @param sequenceNumber ascending within its shard
 */
public record AcceptedRecord(String partitionKey, byte[] data, String shardId, String sequenceNumber) {}
