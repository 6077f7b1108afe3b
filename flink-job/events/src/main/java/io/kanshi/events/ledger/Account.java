package io.kanshi.events.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The sum of one start of a sender: what its headers say it had, less what has come. Exact when its first frame was seen. Mutable, for one
 * thread.
 */
final class Account {

    private long received;
    private long joined;
    private long shed;

    /** Lines in frames up to the furthest that was seen, of all lanes. */
    private long framed;

    private long seen;

    /** Lines that rows of kind missing tell of, and which have not come since. */
    private long told;

    private boolean closed;

    /** What was missing at the end beyond what was told; null when it is open or cannot be known. */
    private @Nullable Long rest;

    /** A new frame: its totals, where they are later than those before, and its lines. */
    void add(FrameReceipt frame) {
        received = Math.max(received, frame.received);
        joined = Math.max(joined, frame.joined);
        shed = Math.max(shed, frame.shed);
        framed = Math.max(framed, frame.framed());
        seen += frame.events;
    }

    void tell(long lines) {
        told += lines;
    }

    /** The farewell has settled. What is missing and was not told is told now, at once. */
    @Nullable
    Long close(boolean knownFromStart) {
        closed = true;
        rest = knownFromStart ? Math.max(0, received - joined - shed - seen - told) : null;
        return rest;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Lines of a frame that has just been added, as far as they were told to be missing though the frame was not: by the end, which tells
     * of all, or by a hole of the first lane that counted them in because no frame of theirs had come yet.
     */
    long takeBack(long lines) {
        Long left = rest;
        if (left == null) {
            long tooMuch = Math.min(told, Math.max(0, told - (framed - seen)));
            told -= tooMuch;
            return tooMuch;
        }
        long fromRest = Math.min(left, lines);
        long fromTold = Math.min(told, lines - fromRest);
        rest = left - fromRest;
        told -= fromTold;
        return fromRest + fromTold;
    }

    /** Whether the lines of every frame that is missing are told already. */
    boolean coversAll() {
        return rest != null;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(received);
        out.writeLong(joined);
        out.writeLong(shed);
        out.writeLong(framed);
        out.writeLong(seen);
        out.writeLong(told);
        out.writeBoolean(closed);
        Long left = rest;
        out.writeBoolean(left != null);
        if (left != null) {
            out.writeLong(left);
        }
    }

    static Account read(DataInput in) throws IOException {
        Account account = new Account();
        account.readTotals(in);
        account.framed = in.readLong();
        account.readRest(in);
        return account;
    }

    /**
     * What was written before lines in frames were kept. They were all that the sender did not drop or hold; what it held is not known any
     * more, and counts as framed, so that too little is taken back rather than too much.
     */
    static Account readFormOne(DataInput in) throws IOException {
        Account account = new Account();
        account.readTotals(in);
        account.framed = account.received - account.joined - account.shed;
        account.readRest(in);
        return account;
    }

    private void readTotals(DataInput in) throws IOException {
        received = in.readLong();
        joined = in.readLong();
        shed = in.readLong();
    }

    private void readRest(DataInput in) throws IOException {
        seen = in.readLong();
        told = in.readLong();
        closed = in.readBoolean();
        rest = in.readBoolean() ? in.readLong() : null;
    }
}
