package io.kanshi.kinesis.assignment;

/** What becomes of a shard. */
enum Stage {
    /** Nobody reads it yet. */
    WAITING,
    /** A reader has it. */
    READING,
    /** It was read to its end, or there was nothing in it to be read. */
    FINISHED
}
