package io.kanshi.kinesis.seen;

/** What is known of a frame when it is met. */
public enum Sighting {
    /** Not met before. */
    NEW,
    /** Met before: a repeat. */
    REPEAT,
    /** Its number lies below what is remembered of its lane, so nobody can tell; it passes. */
    TOO_OLD
}
