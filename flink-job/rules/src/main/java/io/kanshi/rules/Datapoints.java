package io.kanshi.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last windows of one rule and key: where each began if it breached, {@link #CALM} if not. */
final class Datapoints {

    static final long CALM = Long.MIN_VALUE;

    private final Deque<Long> starts = new ArrayDeque<>();

    void add(long startOrCalm, int atMost) {
        starts.addLast(startOrCalm);
        while (starts.size() > atMost) {
            starts.removeFirst();
        }
    }

    /** A copy with one more breaching window. */
    Datapoints with(long start, Patience patience) {
        Datapoints points = new Datapoints();
        points.starts.addAll(starts);
        points.add(start, patience.of());
        return points;
    }

    int breaching() {
        int breaching = 0;
        for (long start : starts) {
            breaching += start == CALM ? 0 : 1;
        }
        return breaching;
    }

    /** The start of the first breaching window; {@link #CALM} if none breaches. */
    long firstBreach() {
        for (long start : starts) {
            if (start != CALM) {
                return start;
            }
        }
        return CALM;
    }

    void clear() {
        starts.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(starts.size());
        for (long start : starts) {
            out.writeLong(start);
        }
    }

    static Datapoints read(DataInput in) throws IOException {
        Datapoints points = new Datapoints();
        int size = in.readUnsignedByte();
        for (int i = 0; i < size; i++) {
            points.starts.addLast(in.readLong());
        }
        return points;
    }
}
