package io.kanshi.forwarder.frame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that have arrived since the last frames were sealed, one after the other as events, and which of them are still waited with:
 * the bytes that the journal mirrors. When frames are sealed it starts over with the lines that are in none of them. For the reading
 * thread only.
 */
final class Arrivals {

    private static final int SPARE_LINES = 16_384;

    private LineBuffer buffer;
    private LineBuffer spare;
    private int carried;
    private final List<ReceivedLine> waiting = new ArrayList<>();
    private final ArrayDeque<ReceivedLine> spareLines = new ArrayDeque<>();

    Arrivals(int size) {
        buffer = new LineBuffer(size);
        spare = new LineBuffer(size);
    }

    LineBuffer buffer() {
        return buffer;
    }

    /** A line that is waited with until {@link #done}. */
    ReceivedLine line() {
        ReceivedLine line = spareLines.pollLast();
        if (line == null) {
            line = new ReceivedLine(this);
        }
        line.in = buffer;
        line.index = waiting.size();
        waiting.add(line);
        return line;
    }

    /** The line is in a frame, or part of another one. */
    void done(ReceivedLine line) {
        ReceivedLine last = waiting.remove(waiting.size() - 1);
        if (last != line) {
            waiting.set(line.index, last);
            last.index = line.index;
        }
        line.clear();
        if (spareLines.size() < SPARE_LINES) {
            spareLines.addLast(line);
        }
    }

    /** Starts over with what is waited with, in the order in which it came. */
    void startOver() {
        LineBuffer next = spare;
        next.cutTo(0);
        waiting.sort((a, b) -> Integer.compare(a.start, b.start));
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).index = i;
            waiting.get(i).moveTo(next);
        }
        spare = buffer;
        buffer = next;
        carried = next.end();
    }

    /** Bytes that have come since then. What is carried over again and again does not make a frame full. */
    int freshBytes() {
        return buffer.end() - carried;
    }

    int waiting() {
        return waiting.size();
    }

    Iterable<ReceivedLine> waitingLines() {
        return waiting;
    }
}
