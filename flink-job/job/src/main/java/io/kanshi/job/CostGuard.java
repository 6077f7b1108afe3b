package io.kanshi.job;

import java.io.Serializable;

/**
 * Decides which errors are worth their price: per service, minute and pattern the first so many are written, the rest is held back and
 * told as a number. Patterns are bounded too: beyond the bound all share one place, so that messages which are all different cannot cost
 * more than that. A function of its arguments.
 *
 * @param written errors of one pattern that are written in a minute
 * @param patterns patterns of one service that are told apart in a minute
 */
public record CostGuard(int written, int patterns) implements Serializable {

    /** A hundred lines show what there is to see; 200 patterns of them cost a cent a minute at most. */
    public static final CostGuard DEFAULT = new CostGuard(100, 200);

    /** What all patterns beyond the bound are called. */
    static final String OTHERS = "others";

    /** What errors without a fingerprint are called. */
    static final String NONE = "none";

    private static final long MINUTE_MILLIS = 60_000;

    public CostGuard {
        if (written < 1 || patterns < 1) {
            throw new IllegalArgumentException("a cost guard must let at least 1 error of 1 pattern a minute through: "
                    + written + " of " + patterns);
        }
    }

    /** The minute that an error counts in: its start, milliseconds since 1970. Event time, plausible. */
    static long minute(ErrorEvent error) {
        return Math.floorDiv(error.partitionMillis(), MINUTE_MILLIS) * MINUTE_MILLIS;
    }

    /** The last millisecond of a minute: when the watermark has come there, nothing timely follows. */
    static long lastMilli(long minute) {
        return minute + MINUTE_MILLIS - 1;
    }

    /** The minute with this last millisecond. */
    static long endedAt(long lastMilli) {
        return lastMilli + 1 - MINUTE_MILLIS;
    }

    static String pattern(ErrorEvent error) {
        String fingerprint = error.fingerprint();
        return fingerprint == null ? NONE : fingerprint;
    }

    /** Whether one more pattern of a service has a place of its own in a minute that has so many. */
    boolean admits(int known) {
        return known < patterns;
    }

    /** Whether an error is written after so many of its pattern and minute. */
    boolean writes(long before) {
        return before < written;
    }
}
