package io.kanshi.wire;

/**
 * How long, how large and how many: the bounds of the {@link LineJoiner}.
 *
 * @param timeoutNanos longest gap between two lines of an event
 * @param spanNanos longest time between the first and the last line of an event
 * @param lines most lines (or pieces) in an event
 * @param bytes largest event, in what {@link LineJoiner.Line#size()} counts
 * @param pending most open events and cut lines, over all streams
 */
public record JoinLimits(long timeoutNanos, long spanNanos, int lines, int bytes, int pending) {

    public static final JoinLimits DEFAULTS = new JoinLimits(
            WireLimits.JOIN_TIMEOUT_NANOS,
            WireLimits.JOIN_SPAN_NANOS,
            WireLimits.JOINED_LINES,
            WireLimits.JOINED_BYTES,
            WireLimits.JOIN_PENDING);

    /**
     * The longest time for which an event can be held back, in the time given to {@link LineJoiner#advance}: once as a cut line,
     * once as an event that more lines may follow. Watermarks stay behind by as much.
     */
    public long longestDelayNanos() {
        return 2 * (timeoutNanos + spanNanos);
    }
}
