package io.kanshi.kinesis.split;

/**
 * A place in a shard: what comes next is behind it.
 *
 * @param timestampMillis for {@link Kind#AT_TIMESTAMP}; else 0
 * @param sequenceNumber for the last two kinds; else empty
 * @param subSequence for {@link Kind#WITHIN_RECORD}: the last part of the aggregated record that was given; else 0
 */
public record Position(Kind kind, long timestampMillis, String sequenceNumber, long subSequence) {

    public static final Position START = new Position(Kind.START, 0, "", 0);

    public enum Kind {
        /** Before the oldest record that is kept. */
        START,
        /** Before the first record that arrived at this time or later. */
        AT_TIMESTAMP,
        /** Behind this record. */
        AFTER_RECORD,
        /** Within this aggregated record. */
        WITHIN_RECORD
    }

    public static Position at(long timestampMillis) {
        return new Position(Kind.AT_TIMESTAMP, timestampMillis, "", 0);
    }

    public static Position after(String sequenceNumber) {
        return new Position(Kind.AFTER_RECORD, 0, sequenceNumber, 0);
    }

    public static Position within(String sequenceNumber, long subSequence) {
        return new Position(Kind.WITHIN_RECORD, 0, sequenceNumber, subSequence);
    }
}
