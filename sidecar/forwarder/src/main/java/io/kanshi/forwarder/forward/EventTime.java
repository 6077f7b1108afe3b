package io.kanshi.forwarder.forward;

/** The time of an entry: whole seconds, a float of seconds, or Fluentd's EventTime with nanoseconds. */
final class EventTime {

    /** No time, or 0: the entry was not told one, and gets the time at which it came. */
    static final long NOW = 0;

    /** No time at all. */
    static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND - 1;
    private static final int FLOAT_32 = 0xca;
    private static final int FLOAT_64 = 0xcb;
    private static final int FIXEXT_8 = 0xd7;
    private static final int EXT_8 = 0xc7;
    private static final int EVENT_TIME_BYTES = 8;

    private EventTime() {}

    /** Nanoseconds since 1970, {@link #NOW} or {@link #NONE}; steps over the value. */
    static long read(Cursor cursor) {
        int type = cursor.type();
        if (Head.isInteger(type)) {
            return seconds(cursor.integer());
        }
        byte[] b = cursor.bytes();
        int at = cursor.at();
        cursor.skip();
        return switch (type) {
            case FIXEXT_8 -> b[at + 1] == 0 ? eventTime(b, at + 2) : NONE;
            case EXT_8 -> b[at + 1] == EVENT_TIME_BYTES && b[at + 2] == 0 ? eventTime(b, at + 3) : NONE;
            case FLOAT_32 -> fraction(Float.intBitsToFloat((int) Head.unsigned(b, at + 1, 4)));
            case FLOAT_64 -> fraction(Double.longBitsToDouble(Head.unsigned(b, at + 1, 8)));
            default -> NONE;
        };
    }

    private static long eventTime(byte[] b, int at) {
        return Head.unsigned(b, at, 4) * SECOND + Head.unsigned(b, at + 4, 4);
    }

    private static long seconds(long seconds) {
        return Math.abs(seconds) > MAX_SECONDS ? NONE : seconds * SECOND;
    }

    private static long fraction(double seconds) {
        return Double.isNaN(seconds) || Math.abs(seconds) > MAX_SECONDS ? NONE : Math.round(seconds * SECOND);
    }
}
