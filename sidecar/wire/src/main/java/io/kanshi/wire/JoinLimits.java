package io.kanshi.wire;

/**
 * How long, how large and how many: the bounds of the {@link LineJoiner}.
 *
 * @param timeoutNanos longest gap between two lines of an event
 * @param spanNanos longest time between the first and the last line of an event
 * @param lines most lines (or pieces) in an event
 * @param bytes largest event, in what {@link LineJoiner.Line#size()} counts
 * @param pending most open events and cut lines, over all streams
 * @param pendingBytes their size together
 */
public record JoinLimits(long timeoutNanos, long spanNanos, int lines, int bytes, int pending, long pendingBytes) {

    public static final JoinLimits DEFAULTS = new JoinLimits(
            WireLimits.JOIN_TIMEOUT_NANOS,
            WireLimits.JOIN_SPAN_NANOS,
            WireLimits.JOINED_LINES,
            WireLimits.JOINED_BYTES,
            WireLimits.JOIN_PENDING,
            WireLimits.JOIN_PENDING_BYTES);

    /**
     * The longest time for which an event can be held back, in the time given to {@link LineJoiner#advance}: once as a cut line,
     * once as an event that more lines may follow. Watermarks stay behind by as much.
     */
    public long longestDelayNanos() {
        return 2 * (timeoutNanos + spanNanos);
    }

    /** Whether a line of this time can belong to an event or cut line that began and went on at those times. */
    boolean allowTime(long timeNanos, long firstNanos, long lastNanos) {
        long gap = timeNanos - lastNanos;
        return gap <= timeoutNanos && gap >= -timeoutNanos && timeNanos - firstNanos <= spanNanos;
    }

    boolean allowSize(int linesSoFar, int bytesSoFar, int moreBytes) {
        return linesSoFar < lines && (long) bytesSoFar + moreBytes < bytes;
    }
}
