package io.kanshi.events;

import java.nio.charset.StandardCharsets;

/** The severity of an event, in ascending order; names and ranges follow OpenTelemetry's log data model. */
public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    private final String text = name().toLowerCase(java.util.Locale.ROOT);
    private final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    /** The name in columns, rules and alerts: lower case. */
    public String text() {
        return text;
    }

    /** The same as bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public boolean isError() {
        return compareTo(ERROR) >= 0;
    }
}
