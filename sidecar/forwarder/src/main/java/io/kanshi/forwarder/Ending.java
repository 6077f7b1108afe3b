package io.kanshi.forwarder;

import io.kanshi.forwarder.frame.Totals;
import io.kanshi.forwarder.hold.FrameTotals;
import java.util.Locale;

/** How it ended: what has become of the lines of this start, and of all frames. */
public record Ending(Totals totals, FrameTotals frames) {

    /** Everything has arrived. */
    public static final int ALL_DELIVERED = 0;

    /** Something is left, on disk: the next start with this folder sends it. */
    public static final int LEFT_ON_DISK = 3;

    /** Something is left that no disk had room for. */
    public static final int LOST = 4;

    /** Everything that was left is in leftover.s3. */
    public static final int ALL_IN_S3 = 5;

    public int exitCode() {
        if (frames.held() > 0) {
            return frames.notOnDisk() > 0 ? LOST : LEFT_ON_DISK;
        }
        return frames.leftover() > 0 ? ALL_IN_S3 : ALL_DELIVERED;
    }

    public long eventsLeft() {
        return frames.heldEvents();
    }

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%,d lines received, %,d events delivered, %,d joined, %,d shed; %sleft: %,d events in %,d frames, %,d of them not on disk",
                totals.received(),
                frames.deliveredEvents(),
                totals.joined(),
                totals.shed(),
                inS3(),
                frames.heldEvents(),
                frames.held(),
                frames.notOnDisk());
    }

    private String inS3() {
        return frames.leftover() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "in leftover.s3: %,d events in %,d frames; ",
                        frames.leftoverEvents(),
                        frames.leftover());
    }
}
