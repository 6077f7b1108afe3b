package io.kanshi.forwarder;

import io.kanshi.forwarder.frame.Totals;
import java.util.Locale;

/**
 * How it ended.
 *
 * @param delivered events that have arrived, those of earlier starts included
 * @param framesLeft frames that have not
 * @param eventsLeft events in them
 * @param framesLost of these, the ones that are only in memory
 */
public record Ending(Totals totals, long delivered, long framesLeft, long eventsLeft, long framesLost) {

    /** Everything has arrived. */
    public static final int ALL_DELIVERED = 0;

    /** Something is left, on disk: the next start with this folder sends it. */
    public static final int LEFT_ON_DISK = 3;

    /** Something is left that no disk had room for. */
    public static final int LOST = 4;

    public int exitCode() {
        return framesLost > 0 ? LOST : framesLeft > 0 ? LEFT_ON_DISK : ALL_DELIVERED;
    }

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%,d lines received, %,d events delivered, %,d joined, %,d shed; left: %,d events in %,d frames, %,d of them not on disk",
                totals.received(),
                delivered,
                totals.joined(),
                totals.shed(),
                eventsLeft,
                framesLeft,
                framesLost);
    }
}
