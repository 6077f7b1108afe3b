package io.kanshi.replay.source;

/**
 * Finds the time at the start of a plain text line: ISO with or without a zone ({@code 2026-11-23 08:42:00,123}), or an access log's
 * ({@code [17/May/2015:10:05:00 +0000]}). A date further back in the line is part of the message, not its time.
 */
final class TextTimes {

    /** How far an ISO time may start: behind a level, a thread name, {@code ts=} or the key of a JSON line. */
    private static final int ISO_WITHIN = 48;

    /** How far an access log's time may start: behind an address, an identity and a user name. */
    private static final int CLF_WITHIN = 160;

    private static final int ISO_LENGTH = "2026-11-23T08:42:00".length();
    private static final int CLF_LENGTH = "[17/May/2015:10:05:00".length();
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final LocalZone zone;

    TextTimes(LocalZone zone) {
        this.zone = zone;
    }

    /** Nanoseconds since 1970, or {@link Line#NO_TIME}. */
    long find(byte[] b, int start, int end) {
        if (start < end && (b[start] == ' ' || b[start] == '\t')) {
            return Line.NO_TIME;
        }
        int last = Math.min(end - ISO_LENGTH, start + CLF_WITHIN);
        for (int i = start; i <= last; i++) {
            if (b[i] == '[' && i + CLF_LENGTH <= end) {
                long time = accessLog(b, i + 1, end);
                if (time != Line.NO_TIME) {
                    return time;
                }
            } else if (i - start <= ISO_WITHIN
                    && EventTimes.isDigit(b[i])
                    && (i == start || !EventTimes.isDigit(b[i - 1]))) {
                long time = EventTimes.iso(b, i, end, zone);
                if (time != Line.NO_TIME) {
                    return time;
                }
            }
        }
        return Line.NO_TIME;
    }

    private long accessLog(byte[] b, int start, int end) {
        if (b[start + 2] != '/' || b[start + 6] != '/' || b[start + 11] != ':') {
            return Line.NO_TIME;
        }
        int day = EventTimes.number(b, start, 2);
        int month = month(b, start + 3);
        int year = EventTimes.number(b, start + 7, 4);
        if (day < 1 || day > 31 || month < 1 || year < 1) {
            return Line.NO_TIME;
        }
        return EventTimes.timeOfDay(b, start + 12, end, EventTimes.days(year, month, day), zone);
    }

    private static int month(byte[] b, int at) {
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (b[at] == MONTHS.charAt(i) && b[at + 1] == MONTHS.charAt(i + 1) && b[at + 2] == MONTHS.charAt(i + 2)) {
                return i / 3 + 1;
            }
        }
        return -1;
    }
}
