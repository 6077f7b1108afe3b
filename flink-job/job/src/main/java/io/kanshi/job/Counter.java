package io.kanshi.job;

/** What is counted on the way, so that every line is accounted for. */
public enum Counter {
    /** Lines that the senders received; a running total of each start of a sender. Scope: boot. */
    LINES_RECEIVED(true),
    /** Lines that became part of another one; a running total likewise. Scope: boot. */
    LINES_JOINED(true),
    /** Lines that the senders dropped for want of room; a running total likewise. Scope: boot. */
    LINES_SHED(true),
    /** Events that went to the archive. Scope: service. */
    EVENTS(false),
    /** Passing health checks, dropped. Scope: service. */
    HEALTH_CHECKS_DROPPED(false),
    /** Events of level error and above. Scope: service. */
    ERRORS(false),
    /** Events with metric values. Scope: service. */
    METRICS(false),
    /** Events older than the watermark: archived, but no rule saw them. Scope: service. */
    LATE(false),
    /** Events whose time cannot be true: archived by arrival, and no rule saw them. Scope: service. */
    IMPLAUSIBLE_TIME(false),
    /** Records no decoder took. Scope: reason. */
    DEAD_LETTERS(false),
    /** Lines in these. Scope: reason. */
    DEAD_LETTER_LINES(false),
    /** Panes that came too late for their window, or were counted for rules that hold no more. Scope: none. */
    LATE_PANES(false),
    /** Panes of keys beyond a selection's max_keys, which no rule saw. Scope: selection. */
    CUT_KEYS(false),
    /** Errors whose fingerprint did not fit in a pane: counted, but not told apart. Scope: none. */
    CUT_FINGERPRINTS(false);

    private final boolean runningTotal;

    Counter(boolean runningTotal) {
        this.runningTotal = runningTotal;
    }

    /** The sum of two counts, or the later of two running totals. */
    public long combine(long a, long b) {
        return runningTotal ? Math.max(a, b) : a + b;
    }
}
