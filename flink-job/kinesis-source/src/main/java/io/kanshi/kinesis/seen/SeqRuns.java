package io.kanshi.kinesis.seen;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A set of numbers that come nearly in order, as runs of consecutive ones: 0 to 4711 is two longs. When there are too many runs the
 * lowest is given up, and with it everything below its end: there nothing is known any more.
 */
final class SeqRuns {

    /** First and last number of each run, ascending, never touching each other. */
    private long[] ends = new long[2];

    private int runs;
    private long floor;

    Sighting add(long seq, int mostRuns) {
        if (seq < floor) {
            return Sighting.TOO_OLD;
        }
        int at = runAtOrBelow(seq);
        if (at >= 0 && seq <= last(at)) {
            return Sighting.REPEAT;
        }
        insert(at, seq, seq);
        drop(mostRuns);
        return Sighting.NEW;
    }

    /** The index of the last run that begins at or below the number; −1 when there is none. */
    private int runAtOrBelow(long seq) {
        int low = 0;
        int high = runs - 1;
        if (high >= 0 && first(high) <= seq) {
            return high;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (first(middle) <= seq) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Puts a run that overlaps none behind the one at {@code below}, joined with its neighbours where they touch. */
    private void insert(int below, long from, long to) {
        boolean joinsBelow = below >= 0 && last(below) + 1 == from;
        boolean joinsAbove = below + 1 < runs && first(below + 1) == to + 1;
        if (joinsBelow && joinsAbove) {
            ends[2 * below + 1] = last(below + 1);
            remove(below + 1);
        } else if (joinsBelow) {
            ends[2 * below + 1] = to;
        } else if (joinsAbove) {
            ends[2 * (below + 1)] = from;
        } else {
            makeRoom(below + 1);
            ends[2 * (below + 1)] = from;
            ends[2 * (below + 1) + 1] = to;
        }
    }

    private void makeRoom(int at) {
        if (2 * runs == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        System.arraycopy(ends, 2 * at, ends, 2 * at + 2, 2 * (runs - at));
        runs++;
    }

    private void remove(int at) {
        System.arraycopy(ends, 2 * at + 2, ends, 2 * at, 2 * (runs - at - 1));
        runs--;
    }

    private void drop(int mostRuns) {
        while (runs > mostRuns) {
            floor = last(0) + 1;
            remove(0);
        }
    }

    /** Takes in everything that the other has seen; what either has given up is given up. */
    void addAll(SeqRuns other, int mostRuns) {
        SeqRuns union = new SeqRuns();
        union.floor = Math.max(floor, other.floor);
        union.ends = new long[Math.max(2, 2 * (runs + other.runs))];
        int mine = 0;
        int others = 0;
        while (mine < runs || others < other.runs) {
            boolean takeMine = others == other.runs || mine < runs && first(mine) <= other.first(others);
            if (takeMine) {
                union.append(first(mine), last(mine));
                mine++;
            } else {
                union.append(other.first(others), other.last(others));
                others++;
            }
        }
        floor = union.floor;
        ends = union.ends;
        runs = union.runs;
        drop(mostRuns);
    }

    /** Appends a run that begins nowhere before the last one. */
    private void append(long from, long to) {
        long begin = Math.max(from, floor);
        if (begin > to) {
            return;
        }
        if (runs > 0 && begin <= last(runs - 1) + 1) {
            ends[2 * runs - 1] = Math.max(last(runs - 1), to);
            return;
        }
        ends[2 * runs] = begin;
        ends[2 * runs + 1] = to;
        runs++;
    }

    private long first(int run) {
        return ends[2 * run];
    }

    private long last(int run) {
        return ends[2 * run + 1];
    }

    SeqRuns copy() {
        SeqRuns copy = new SeqRuns();
        copy.ends = Arrays.copyOf(ends, Math.max(2, 2 * runs));
        copy.runs = runs;
        copy.floor = floor;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(floor);
        out.writeInt(runs);
        for (int i = 0; i < 2 * runs; i++) {
            out.writeLong(ends[i]);
        }
    }

    static SeqRuns read(DataInput in) throws IOException {
        SeqRuns read = new SeqRuns();
        read.floor = in.readLong();
        read.runs = in.readInt();
        read.ends = new long[Math.max(2, 2 * read.runs)];
        for (int i = 0; i < 2 * read.runs; i++) {
            read.ends[i] = in.readLong();
        }
        return read;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(ends, 2 * runs)) + " from " + floor;
    }
}
