package io.kanshi.replay.source;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Times as envelopes write them, to nanoseconds since 1970: RFC 3339 texts and decimal numbers, exactly and without a String. */
final class EventTimes {

    static final long SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;

    /** Seconds that still fit into 64-bit nanoseconds: the years 1678 to 2262. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND - 1;

    private static final int NANO_DIGITS = 9;

    /** The longest run of integer digits that is still read as seconds (until the year 5138). */
    private static final int SECOND_DIGITS = 11;

    private EventTimes() {}

    /** Seconds with decimals; a number of 12 digits or more is milliseconds, of 15 microseconds, of 18 nanoseconds. */
    static long epoch(byte[] b, int start, int end) {
        int i = start;
        boolean negative = i < end && b[i] == '-';
        if (negative) {
            i++;
        }
        int digits = i;
        long whole = 0;
        while (i < end && isDigit(b[i]) && i - digits < 18) {
            whole = whole * 10 + b[i++] - '0';
        }
        if (i < end && b[i] != '.') {
            return decimal(b, start, end);
        }
        int length = i - digits;
        if (length == 0 || length > SECOND_DIGITS) {
            return decimal(b, start, end);
        }
        int fractionStart = Math.min(i + 1, end);
        int fractionEnd = digitsFrom(b, fractionStart, end);
        if (fractionEnd < end || whole > MAX_SECONDS) {
            return decimal(b, start, end);
        }
        long nanos = whole * SECOND + fraction(b, fractionStart, fractionEnd);
        return negative ? -nanos : nanos;
    }

    private static long decimal(byte[] b, int start, int end) {
        if (end - start > 40) {
            return Line.NO_TIME;
        }
        try {
            BigDecimal number =
                    new BigDecimal(new String(b, start, end - start, java.nio.charset.StandardCharsets.US_ASCII));
            if (Math.abs((long) number.precision() - number.scale()) > 30) {
                return Line.NO_TIME;
            }
            int digits = number.precision() - number.scale();
            int shift = digits <= SECOND_DIGITS ? 9 : digits <= 14 ? 6 : digits <= 17 ? 3 : 0;
            return number.movePointRight(shift).setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException | NumberFormatException notATime) {
            return Line.NO_TIME;
        }
    }

    /** {@code 2026-11-23T08:42:00.123456789Z}, with T or a space, comma or point, any zone or {@code localOffset} when it has none. */
    static long iso(byte[] b, int start, int end, LocalZone zone) {
        long day = date(b, start, end);
        int i = start + 10;
        if (day == Line.NO_TIME || i >= end || (b[i] != 'T' && b[i] != 't' && b[i] != ' ')) {
            return Line.NO_TIME;
        }
        return timeOfDay(b, i + 1, end, day, zone);
    }

    /** The days since 1970 of {@code yyyy-MM-dd} or {@code yyyy/MM/dd}. */
    private static long date(byte[] b, int start, int end) {
        if (end - start < 10 || b[start + 4] != b[start + 7] || (b[start + 4] != '-' && b[start + 4] != '/')) {
            return Line.NO_TIME;
        }
        int year = number(b, start, 4);
        int month = number(b, start + 5, 2);
        int day = number(b, start + 8, 2);
        return year < 1 || month < 1 || month > 12 || day < 1 || day > 31 ? Line.NO_TIME : days(year, month, day);
    }

    /** Reads {@code HH:mm:ss}, decimals and a zone behind a date. */
    static long timeOfDay(byte[] b, int start, int end, long days, LocalZone zone) {
        if (end - start < 8 || b[start + 2] != ':' || b[start + 5] != ':') {
            return Line.NO_TIME;
        }
        int hour = number(b, start, 2);
        int minute = number(b, start + 3, 2);
        int second = number(b, start + 6, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return Line.NO_TIME;
        }
        long local = days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        int i = start + 8;
        long nanos = 0;
        if (i + 1 < end && (b[i] == '.' || b[i] == ',') && isDigit(b[i + 1])) {
            int from = i + 1;
            i = digitsFrom(b, from, end);
            nanos = fraction(b, from, i);
        }
        int offset = offset(b, i, end);
        long seconds = offset == NO_OFFSET ? zone.toUtc(local) : local - offset;
        return Math.abs(seconds) > MAX_SECONDS ? Line.NO_TIME : seconds * SECOND + nanos;
    }

    static final int NO_OFFSET = Integer.MIN_VALUE;

    /** The zone's seconds at {@code Z}, {@code +09:00}, {@code +0900} or {@code +09}, at most one space before it. */
    private static int offset(byte[] b, int start, int end) {
        int i = start;
        if (i < end && (b[i] == 'Z' || b[i] == 'z')) {
            return 0;
        }
        if (i + 1 < end && b[i] == ' ' && (b[i + 1] == '+' || b[i + 1] == '-')) {
            i++;
        }
        if (i + 2 >= end || (b[i] != '+' && b[i] != '-')) {
            return NO_OFFSET;
        }
        int hours = number(b, i + 1, 2);
        if (hours < 0 || hours > 18) {
            return NO_OFFSET;
        }
        int minuteAt = i + 3 < end && b[i + 3] == ':' ? i + 4 : i + 3;
        int minutes = minuteAt + 2 <= end ? number(b, minuteAt, 2) : -1;
        int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
        return b[i] == '-' ? -seconds : seconds;
    }

    /** Days since 1970 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
    static long days(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /** The number that {@code count} digits make, or −1. */
    static int number(byte[] b, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(b[i])) {
                return -1;
            }
            value = value * 10 + b[i] - '0';
        }
        return value;
    }

    /** Nanoseconds of decimals; digits beyond the ninth are cut. */
    private static long fraction(byte[] b, int start, int end) {
        long nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            nanos = nanos * 10 + (start + i < end ? b[start + i] - '0' : 0);
        }
        return nanos;
    }

    private static int digitsFrom(byte[] b, int from, int end) {
        int i = from;
        while (i < end && isDigit(b[i])) {
            i++;
        }
        return i;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
