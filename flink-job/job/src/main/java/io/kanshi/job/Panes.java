package io.kanshi.job;

/** The arithmetic of one-second panes against watermarks, in one place because an off-by-one here loses counts without a word. */
final class Panes {

    static final long SECOND_MILLIS = 1000;

    private Panes() {}

    /**
     * Whether the pane that starts at {@code second} is complete: a watermark t says that no event at or before t will come, so the
     * last millisecond of the pane must not be after it.
     */
    static boolean isPast(long second, long watermark) {
        return second + SECOND_MILLIS - 1 <= watermark;
    }

    /** Panes that end at or before this time are complete. */
    static long completeUntil(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : watermark + 1;
    }
}
