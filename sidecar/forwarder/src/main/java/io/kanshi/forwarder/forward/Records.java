package io.kanshi.forwarder.forward;

/** Who takes the records. Called on the reading thread; the bytes are only lent until the call returns. */
public interface Records {

    /** The tag of the records that follow. */
    void tag(byte[] bytes, int start, int end);

    /**
     * A record: a MessagePack map, at the cursor.
     *
     * @param timeNanos nanoseconds since 1970, or 0 when the sender named none
     */
    void record(long timeNanos, Cursor cursor);

    /** The group that the record which was taken last belongs to: groups become durable one after the other. */
    long group();

    /** What one read has brought has been handed over: the moment to make it survive. */
    void readEnded();

    /** Something that is no log record and will not be kept, and why. */
    void refused(Refusal refusal);
}
