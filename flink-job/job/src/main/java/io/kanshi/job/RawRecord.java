package io.kanshi.job;

import java.io.Serializable;

/**
 * One record as it came from the stream: a frame, or what others write there. Public and flat for Flink's POJO serializer.
 */
public class RawRecord implements Serializable {

    private static final long serialVersionUID = 1;

    /** The record's bytes, as received. */
    public byte[] bytes = new byte[0];

    /**
     * When it arrived, milliseconds since 1970: Kinesis's approximate arrival time; in replay the position in the merge. Event times
     * are judged against it, never against the wall clock.
     */
    public long arrivalMillis;

    /**
     * No later record of this source holds a timely event at or before this time (milliseconds since 1970); {@code Long.MIN_VALUE}
     * when the source does not know, as live sources do not.
     */
    public long watermarkMillis = Long.MIN_VALUE;

    public RawRecord() {}

    public RawRecord(byte[] bytes, long arrivalMillis, long watermarkMillis) {
        this.bytes = bytes;
        this.arrivalMillis = arrivalMillis;
        this.watermarkMillis = watermarkMillis;
    }
}
