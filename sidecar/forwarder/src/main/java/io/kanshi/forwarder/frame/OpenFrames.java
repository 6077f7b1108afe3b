package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.wire.FrameHeader;
import java.io.IOException;
import java.util.List;

/**
 * When the lanes' open frames are sealed, and where they go then: all at once, when they are old or full, to the holding, whose journal
 * begins anew with what is in none of them. For the reading thread only. Never waits, and knows nothing of what lines say.
 */
final class OpenFrames {

    private final Intake.Shape shape;
    private final Lanes lanes;
    private final Arrivals arrivals;
    private final Counts counts;
    private final Holding holding;
    private final JournalMirror journal;
    private long group = 1;
    private long sealAtMillis = Long.MAX_VALUE;
    private long aliveAtMillis;
    private boolean ending;
    private boolean farewell;

    OpenFrames(
            Intake.Shape shape,
            Lanes lanes,
            Arrivals arrivals,
            Counts counts,
            Holding holding,
            JournalMirror journal,
            long nowMillis) {
        this.shape = shape;
        this.lanes = lanes;
        this.arrivals = arrivals;
        this.counts = counts;
        this.holding = holding;
        this.journal = journal;
        lanes.promise(shape.idleMillis());
        aliveAtMillis = nowMillis;
    }

    /** What an earlier start left has arrived: its journal is not needed from now on. */
    void begin() throws IOException {
        journal.begin(arrivals.buffer(), group, counts.untoldShed());
    }

    /** A line has come: it waits for the age of a frame at most. */
    void lineCame(long nowMillis) {
        if (sealAtMillis == Long.MAX_VALUE) {
            sealAtMillis = nowMillis + shape.frameMillis();
        }
    }

    boolean areFull() {
        return arrivals.freshBytes() >= shape.frameBytes();
    }

    /** Whether events have waited for long enough, or the receiver for a sign of life. */
    boolean areDue(long nowMillis) {
        boolean old = nowMillis >= sealAtMillis && lanes.events() > 0;
        return old || isIdle(nowMillis);
    }

    /** Not after {@link #end}: nobody waits for another sign of life, and one that comes while the rest is sent may be left. */
    private boolean isIdle(long nowMillis) {
        return !ending && nowMillis - aliveAtMillis >= shape.idleMillis();
    }

    /** How long the reading thread may wait for bytes; {@code most} where nothing else comes first. */
    long waitMillis(long nowMillis, long most) {
        long idleAt = aliveAtMillis + shape.idleMillis();
        long next = lanes.events() > 0 ? Math.min(sealAtMillis, idleAt) : idleAt;
        return Math.max(1, Math.min(most, next - nowMillis));
    }

    /** Mirrors what has come: from now on it survives the death of the program. */
    void mirror() {
        journal.append(arrivals.buffer(), counts.untoldShed());
    }

    /** Seals all lanes. The counts must be up to date: headers tell them. */
    void seal(long nowMillis) {
        long shed = counts.shed;
        List<Frame> frames = lanes.seal(group, isIdle(nowMillis) || ending && (!farewell || counts.untoldShed() > 0));
        for (Frame frame : frames) {
            if (holding.add(frame)) {
                counts.told(shed);
                farewell = ending;
            } else {
                counts.sealed -= frame.id().events();
                counts.shed += frame.id().events();
            }
        }
        counts.publish();
        if (!frames.isEmpty()) {
            aliveAtMillis = nowMillis;
        }
        group++;
        arrivals.startOver();
        journal.startOver(arrivals.buffer(), group, counts.untoldShed());
        holding.release();
        sealAtMillis = arrivals.waiting() > 0 ? nowMillis + shape.frameMillis() : Long.MAX_VALUE;
    }

    /** The next header is the last and says farewell, so that nobody waits for another. */
    void end() {
        ending = true;
        lanes.promise(FrameHeader.LAST);
    }

    /** The frames that are open now; those that are sealed together have the same. */
    long group() {
        return group;
    }

    /** The last group whose lines survive the program, as far as the journal is concerned. */
    long journaledGroup() {
        return journal.isWhole() ? group : group - 1;
    }
}
