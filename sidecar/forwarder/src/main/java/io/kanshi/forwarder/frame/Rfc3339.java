package io.kanshi.forwarder.frame;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes times as {@code 2026-11-23T08:42:00.123456789Z}. Lines come in the order of time, so a second is formatted once and only its
 * nanoseconds for each line. For one thread.
 */
final class Rfc3339 {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;

    private final byte[] text = "1970-01-01T00:00:00.000000000Z".getBytes(StandardCharsets.US_ASCII);
    private long second;

    void write(long nanos, LineBuffer target) {
        long seconds = Math.floorDiv(nanos, SECOND);
        if (seconds != second) {
            byte[] formatted = SECONDS.format(Instant.ofEpochSecond(seconds)).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(formatted, 0, text, 0, formatted.length);
            second = seconds;
        }
        long left = Math.floorMod(nanos, SECOND);
        int behind = text.length - 1;
        for (int i = 1; i <= NANO_DIGITS; i++) {
            text[behind - i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        target.put(text);
    }
}
