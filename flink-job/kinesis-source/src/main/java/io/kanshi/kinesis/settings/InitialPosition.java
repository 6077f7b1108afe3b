package io.kanshi.kinesis.settings;

/** Where reading starts when there is no checkpoint. */
public enum InitialPosition {
    /** At the records that arrive from now on; the start is noted, so that a restart loses none. */
    LATEST,
    /** At the oldest record that is kept. */
    TRIM_HORIZON,
    /** At the first record that arrived at {@code source.init.timestamp} or later. */
    AT_TIMESTAMP
}
