package io.kanshi.events;

/** Why bytes became a dead letter. */
public enum DeadLetterReason {
    /** Neither JSON events, gzip, zstd nor a known envelope. */
    UNKNOWN_FORMAT("unknown-format"),
    /** A frame of a major version that this program does not know; replayable by a later one. */
    UNKNOWN_FRAME_VERSION("unknown-frame-version"),
    /** The compressed data is damaged. */
    BROKEN_COMPRESSION("broken-compression"),
    /** It would expand beyond the limit. */
    TOO_LARGE("too-large"),
    /** A line inside a record that is not a JSON object. */
    BROKEN_EVENT("broken-event");

    private final String text;

    DeadLetterReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
