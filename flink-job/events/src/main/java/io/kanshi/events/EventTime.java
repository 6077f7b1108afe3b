package io.kanshi.events;

import io.kanshi.wire.Utf8;

/**
 * Reads the envelope's times as nanoseconds since 1970 from their digits: never through a double, which would round them. Years that
 * nanoseconds in a long cannot hold (before 1677, after 2262) come out as the first or last instant they can. One thread only.
 */
final class EventTime {

    /** What could not be read. The instant itself, in 1677, cannot be told from it and is of no use either. */
    static final long UNREADABLE = Long.MIN_VALUE;

    /** A double needs 17 digits; parsing a million of them would take minutes. */
    private static final int LONGEST_SCALED = 64;

    private static final long NANOS = 1_000_000_000L;
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private static final int SECOND_LENGTH = 19;

    /** The last date and time to the second, as numbers of eight characters: the next event's is mostly the same. */
    private long firstPart;

    private long middlePart;
    private long lastPart;
    private long seconds = UNREADABLE;

    /** RFC 3339, or the epoch as a number. */
    long nanos(Utf8 text) {
        byte[] b = text.bytes();
        int from = text.offset();
        int end = text.end();
        return isDate(b, from, end) ? rfc3339(b, from, end) : epoch(b, from, end);
    }

    private static boolean isDate(byte[] b, int from, int end) {
        return end - from >= SECOND_LENGTH && b[from + 4] == '-' && b[from + 7] == '-' && b[from + 13] == ':';
    }

    /** {@code 2026-01-01T12:00:00.123456789Z}; a space for the T and a missing zone (UTC) are accepted, as Fluent Bit writes them. */
    private long rfc3339(byte[] b, int from, int end) {
        long local = seconds(b, from);
        if (local == UNREADABLE) {
            return UNREADABLE;
        }
        int i = from + SECOND_LENGTH;
        long fraction = 0;
        if (i < end && (b[i] == '.' || b[i] == ',')) {
            int digits = i + 1;
            i = digitsEnd(b, digits, end);
            fraction = fraction(b, digits, i);
        }
        int zone = zoneSeconds(b, i, end);
        if (zone == Integer.MIN_VALUE) {
            return UNREADABLE;
        }
        return join(local - zone, fraction);
    }

    private long seconds(byte[] b, int from) {
        long first = Bytes.word(b, from, from + 8);
        long middle = Bytes.word(b, from + 8, from + 16);
        long last = Bytes.word(b, from + 11, from + SECOND_LENGTH);
        if (first != firstPart || middle != middlePart || last != lastPart) {
            firstPart = first;
            middlePart = middle;
            lastPart = last;
            seconds = read(b, from);
        }
        return seconds;
    }

    /** Seconds since 1970 of {@code 2026-01-01T12:00:00}, as if it were UTC. */
    private static long read(byte[] b, int from) {
        int year = Bytes.number(b, from, from + 4);
        int month = Bytes.number(b, from + 5, from + 7);
        int day = Bytes.number(b, from + 8, from + 10);
        int hour = Bytes.number(b, from + 11, from + 13);
        int minute = Bytes.number(b, from + 14, from + 16);
        int second = Bytes.number(b, from + 17, from + 19);
        boolean valid = (year | month | day | hour | minute | second) >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && hour < 24
                && minute < 60
                && second <= 60
                && b[from + 16] == ':';
        return valid ? days(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second : UNREADABLE;
    }

    private static int zoneSeconds(byte[] b, int from, int end) {
        if (from == end || end - from == 1 && (b[from] | 0x20) == 'z') {
            return 0;
        }
        boolean colon = end - from == 6 && b[from + 3] == ':';
        if (b[from] != '+' && b[from] != '-' || !colon && end - from != 5) {
            return Integer.MIN_VALUE;
        }
        int hours = Bytes.number(b, from + 1, from + 3);
        int minutes = Bytes.number(b, end - 2, end);
        if (hours < 0 || minutes < 0) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return b[from] == '-' ? -seconds : seconds;
    }

    /** Days since 1970 in the proleptic Gregorian calendar (Howard Hinnant's days_from_civil). */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int ofEra = y - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }

    /**
     * Seconds since 1970 with any number of decimals. Whole numbers beyond the year 5138 are taken for milli-, micro- or nanoseconds,
     * which some producers write under the same key.
     */
    private static long epoch(byte[] b, int from, int end) {
        boolean negative = from < end && b[from] == '-';
        int start = negative ? from + 1 : from;
        int i = digitsEnd(b, start, end);
        if (i == start || i - start > 19) {
            return UNREADABLE;
        }
        long whole = 0;
        for (int k = start; k < i; k++) {
            whole = whole * 10 + b[k] - '0';
        }
        if (whole < 0) {
            return UNREADABLE;
        }
        long fraction = 0;
        if (i < end && b[i] == '.') {
            int digits = i + 1;
            i = digitsEnd(b, digits, end);
            fraction = fraction(b, digits, i);
        }
        int exponent = exponent(b, i, end);
        if (exponent == Integer.MIN_VALUE) {
            return UNREADABLE;
        }
        if (exponent != 0) {
            return scaled(b, from, end);
        }
        long nanos = bySize(whole, fraction);
        return negative ? -nanos : nanos;
    }

    private static long bySize(long whole, long fraction) {
        if (whole < 100_000_000_000L) {
            return join(whole, fraction);
        }
        if (whole < 100_000_000_000_000L) {
            return join(whole / 1_000, whole % 1_000 * 1_000_000 + fraction / 1_000);
        }
        if (whole < 100_000_000_000_000_000L) {
            return join(whole / 1_000_000, whole % 1_000_000 * 1_000 + fraction / 1_000_000);
        }
        return whole;
    }

    /** 0 where the number ends, 1 where an exponent follows, MIN_VALUE where something else does. */
    private static int exponent(byte[] b, int from, int end) {
        if (from == end) {
            return 0;
        }
        return (b[from] | 0x20) == 'e' && end - from <= 4 ? 1 : Integer.MIN_VALUE;
    }

    /** {@code 1.661145496154773e9}, as a few JSON writers print a double: rare, so exact by BigDecimal. */
    private static long scaled(byte[] b, int from, int end) {
        if (end - from > LONGEST_SCALED) {
            return UNREADABLE;
        }
        try {
            java.math.BigDecimal value = new java.math.BigDecimal(
                    new String(b, from, end - from, java.nio.charset.StandardCharsets.ISO_8859_1));
            if (value.abs().compareTo(java.math.BigDecimal.valueOf(100_000_000_000L)) >= 0) {
                return UNREADABLE;
            }
            java.math.BigInteger nanos = value.movePointRight(9).toBigInteger();
            return nanos.bitLength() < Long.SIZE ? nanos.longValue() : nanos.signum() * Long.MAX_VALUE;
        } catch (NumberFormatException notANumber) {
            return UNREADABLE;
        }
    }

    private static int digitsEnd(byte[] b, int from, int end) {
        int i = from;
        while (i < end && Bytes.isDigit(b[i])) {
            i++;
        }
        return i;
    }

    /** Nanoseconds of decimals; beyond the ninth they are cut. */
    private static long fraction(byte[] b, int from, int end) {
        int stop = Math.min(end, from + 9);
        long value = 0;
        for (int i = from; i < stop; i++) {
            value = value * 10 + b[i] - '0';
        }
        return value * POWERS[9 - (stop - from)];
    }

    private static long join(long seconds, long fraction) {
        if (seconds > Long.MAX_VALUE / NANOS - 1) {
            return Long.MAX_VALUE;
        }
        if (seconds < Long.MIN_VALUE / NANOS + 1) {
            return Long.MIN_VALUE + 1;
        }
        return seconds * NANOS + fraction;
    }
}
