package io.kanshi.events.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of one lane have not come: everything below the next number but the holes has. A frame may come in any order and more
 * than once. Mutable, for one thread.
 */
final class LaneHoles {

    private final List<Hole> holes = new ArrayList<>();
    private long next;
    private long framed;

    /**
     * What a frame was to its lane.
     *
     * @param isNew false for a repeat
     * @param filled the hole it was in
     */
    record Met(boolean isNew, @Nullable Hole filled) {
        static final Met NEXT = new Met(true, null);
        static final Met REPEAT = new Met(false, null);
    }

    /** Meets a frame; {@code knownFromStart} says whether the numbers before the first one met are known to be sent. */
    Met meet(FrameReceipt frame, boolean knownFromStart) {
        if (frame.seq >= next) {
            if (frame.seq > next) {
                Hole hole = new Hole(next, frame.seq - 1, framed, frame.framed() - frame.events);
                hole.sinceMillis = frame.arrivalMillis;
                hole.front = next == 0 && !knownFromStart;
                holes.add(hole);
            }
            next = frame.seq + 1;
            framed = frame.framed();
            return Met.NEXT;
        }
        int at = holeOf(frame.seq);
        if (at < 0) {
            return Met.REPEAT;
        }
        Hole hole = holes.remove(at);
        holes.addAll(at, hole.without(frame));
        return new Met(true, hole);
    }

    private int holeOf(long seq) {
        for (int i = 0; i < holes.size(); i++) {
            if (holes.get(i).first <= seq && seq <= holes.get(i).last) {
                return i;
            }
        }
        return -1;
    }

    /** The start's first frame was met: what is in front of it has been sent, and is missing. */
    void knownFromStart(long nowMillis) {
        for (Hole hole : holes) {
            if (hole.front) {
                hole.front = false;
                hole.sinceMillis = nowMillis;
            }
        }
    }

    /** Takes out the lowest hole where there are too many. */
    @Nullable
    Hole takeSurplus() {
        return holes.size() <= LedgerLimits.HOLES ? null : holes.remove(0);
    }

    List<Hole> holes() {
        return holes;
    }

    long dueMillis() {
        long due = Long.MAX_VALUE;
        for (Hole hole : holes) {
            due = Math.min(due, hole.dueMillis());
        }
        return due;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(next);
        out.writeLong(framed);
        out.writeInt(holes.size());
        for (Hole hole : holes) {
            hole.write(out);
        }
    }

    static LaneHoles read(DataInput in) throws IOException {
        LaneHoles lane = new LaneHoles();
        lane.next = in.readLong();
        lane.framed = in.readLong();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            lane.holes.add(Hole.read(in));
        }
        return lane;
    }
}
