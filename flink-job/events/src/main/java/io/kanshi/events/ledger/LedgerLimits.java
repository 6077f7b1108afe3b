package io.kanshi.events.ledger;

/** How long the ledger waits, and how much it remembers of one start of a sender. */
final class LedgerLimits {

    /** A hole is told after so long: resends and reshards fill most within seconds, and Kinesis' own retries within a minute. */
    static final long SETTLE_MILLIS = 120_000;

    /** So many promised times without a frame are a silence, */
    static final int PROMISES = 6;

    /** but never less: six times the ten seconds that a sidecar promises by default. */
    static final long SILENT_MILLIS = 60_000;

    /** A start that was not heard of for so long is forgotten; the source remembers its frames no longer either. */
    static final long FORGET_MILLIS = 24 * 3_600_000L;

    /** A sidecar has at most 64 lanes at once and 127 in its life ({@code kinesis.max-lanes}). */
    static final int LANES = 128;

    /** Holes of a lane at once; the lowest goes first. 50 bytes each. */
    static final int HOLES = 64;

    /** Pauses between signs of life that time has not reached yet. */
    static final int PAUSES = 16;

    private LedgerLimits() {}
}
