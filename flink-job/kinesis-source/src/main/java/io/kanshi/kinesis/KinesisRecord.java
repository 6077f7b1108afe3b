package io.kanshi.kinesis;

import java.io.Serializable;

/**
 * A record of the stream, or one of those that a producer aggregated into it. Public and flat for Flink's POJO serializer; null is never
 * in it.
 */
public class KinesisRecord implements Serializable {

    private static final long serialVersionUID = 1;

    /** What the producer wrote. */
    public byte[] bytes = new byte[0];

    /** Kinesis's approximate arrival time, milliseconds since 1970. */
    public long arrivalMillis;

    public String partitionKey = "";

    /** Ascending within the shard; that of the aggregate for all its parts. */
    public String sequenceNumber = "";

    /** The place within an aggregate, from 0; 0 for a record that is none. */
    public long subSequenceNumber;

    public String shardId = "";

    public KinesisRecord() {}

    public KinesisRecord(
            byte[] bytes,
            long arrivalMillis,
            String partitionKey,
            String sequenceNumber,
            long subSequenceNumber,
            String shardId) {
        this.bytes = bytes;
        this.arrivalMillis = arrivalMillis;
        this.partitionKey = partitionKey;
        this.sequenceNumber = sequenceNumber;
        this.subSequenceNumber = subSequenceNumber;
        this.shardId = shardId;
    }
}
