package io.kanshi.replay.probe;

/**
 * What became of a line at one end.
 *
 * @param text one line for people
 */
public record ProbeResult(Kind kind, String text) {

    /** Whether somebody must look. */
    public enum Kind {
        ARRIVED,
        /** Not in time. */
        MISSING,
        /** The end cannot be looked at; what is waited for is waited for still. */
        UNREACHABLE
    }
}
