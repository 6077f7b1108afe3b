package io.kanshi.replay.tail;

import io.kanshi.events.LogEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An event as a person reads it. Keeps nothing of the event, which is reused.
 *
 * @param timeNanos the envelope's time, nanoseconds since 1970
 * @param error whether it deserves attention
 */
public record TailLine(long timeNanos, String text, boolean error) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LEVEL_WIDTH = 5;
    private static final int SERVICE_WIDTH = 16;
    private static final String UNKNOWN = "-";

    static TailLine of(LogEvent event) {
        String level = event.level == null ? UNKNOWN : event.level.text();
        String said = event.message.isEmpty() ? event.log.toString() : event.message.toString();
        String text = TIME.format(Instant.ofEpochSecond(0, event.timeNanos)) + "  " + padded(level, LEVEL_WIDTH) + "  "
                + padded(event.identity.service(), SERVICE_WIDTH) + "  " + said;
        return new TailLine(event.timeNanos, text, event.isError());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
