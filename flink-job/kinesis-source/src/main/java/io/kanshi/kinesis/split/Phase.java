package io.kanshi.kinesis.split;

/** Where the reading of a shard stands. */
public enum Phase {
    /** There is more, or may be. */
    READING,
    /** All of it was given: if it has children they are next. */
    ENDED,
    /** It holds a record from after the time at which a bounded reading stops: its children hold nothing else. */
    STOPPED
}
