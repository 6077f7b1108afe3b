package io.kanshi.kinesis.split;

/** Where the reading of a shard stands. */
public enum Phase {
    /** There is more, or may be. */
    READING,
    /** All of it was given, and the shard is closed: its children are next. */
    ENDED,
    /** It was read up to the time at which a bounded reading stops: its children hold nothing for it. */
    STOPPED
}
