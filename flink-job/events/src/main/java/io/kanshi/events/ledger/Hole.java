package io.kanshi.events.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Consecutive numbers of a lane that have not come. Mutable, for one thread. */
final class Hole {

    final long first;
    final long last;

    /** When it was shown, milliseconds since 1970. */
    long sinceMillis;

    /** Lines of the whole start in frames up to the one before the hole, and up to the hole's end. */
    final long framedBefore;

    final long framedAfter;

    /** In front of the first frame that was met, of a start whose beginning was not: nobody knows whether it is one. */
    boolean front;

    boolean told;

    /** Of a told hole: whether its lines were told too. */
    boolean countedLines;

    Hole(long first, long last, long framedBefore, long framedAfter) {
        this.first = first;
        this.last = last;
        this.framedBefore = framedBefore;
        this.framedAfter = framedAfter;
    }

    long frames() {
        return last - first + 1;
    }

    /** Lines that were framed between its neighbours: the hole's own if no other lane was open. */
    long linesBetween() {
        return framedAfter - framedBefore;
    }

    boolean isDue(long nowMillis) {
        return !told && !front && nowMillis >= dueMillis();
    }

    long dueMillis() {
        return told || front ? Long.MAX_VALUE : sinceMillis + LedgerLimits.SETTLE_MILLIS;
    }

    /** What is left of it after this frame has come. */
    List<Hole> without(FrameReceipt frame) {
        List<Hole> rest = new ArrayList<>(2);
        if (first < frame.seq) {
            rest.add(piece(new Hole(first, frame.seq - 1, framedBefore, frame.framed() - frame.events)));
        }
        if (frame.seq < last) {
            rest.add(piece(new Hole(frame.seq + 1, last, frame.framed(), framedAfter)));
        }
        return rest;
    }

    private Hole piece(Hole piece) {
        piece.sinceMillis = sinceMillis;
        piece.front = front;
        piece.told = told;
        piece.countedLines = countedLines;
        return piece;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(first);
        out.writeLong(last);
        out.writeLong(framedBefore);
        out.writeLong(framedAfter);
        out.writeLong(sinceMillis);
        out.writeBoolean(front);
        out.writeBoolean(told);
        out.writeBoolean(countedLines);
    }

    static Hole read(DataInput in) throws IOException {
        Hole hole = new Hole(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        hole.sinceMillis = in.readLong();
        hole.front = in.readBoolean();
        hole.told = in.readBoolean();
        hole.countedLines = in.readBoolean();
        return hole;
    }
}
