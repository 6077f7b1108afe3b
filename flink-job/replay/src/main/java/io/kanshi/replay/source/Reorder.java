package io.kanshi.replay.source;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Holds lines back for the lateness, so that what comes out is in order wherever the disorder is smaller than that. A line that is
 * later passes at once. Lines in order, nearly all, wait in a queue; only the others cost a comparison more.
 */
final class Reorder implements LineSource {

    private final LineSource lines;
    private final long latenessNanos;
    private final long maxBytes;
    private final ReadingRoom room;
    private final ArrayDeque<Line> ordered = new ArrayDeque<>();
    private final PriorityQueue<Line> others = new PriorityQueue<>(Line::compareTo);
    private long newest = Long.MIN_VALUE;
    private long passed = Long.MIN_VALUE;
    private boolean ended;

    /** @param maxBytes when more than this is out of the blocks, the earliest lines pass early */
    Reorder(LineSource lines, long latenessNanos, long maxBytes, ReadingRoom room) {
        this.lines = lines;
        this.latenessNanos = latenessNanos;
        this.maxBytes = maxBytes;
        this.room = room;
    }

    @Override
    public @Nullable Line next() {
        while (true) {
            Line first = first();
            if (first != null && (ended || first.position < newest - latenessNanos || isFull())) {
                return pass(first);
            }
            if (ended) {
                return null;
            }
            Line line = lines.next();
            if (line == null) {
                ended = true;
            } else if (newest != Long.MIN_VALUE && line.position < newest - latenessNanos) {
                room.counts.late++;
                return line;
            } else {
                hold(line);
            }
        }
    }

    private boolean isFull() {
        return room.blocks.bytesOut() > maxBytes;
    }

    private void hold(Line line) {
        if (line.position < passed) {
            room.counts.crowded++;
        }
        newest = Math.max(newest, line.position);
        Line last = ordered.peekLast();
        if (last == null || last.compareTo(line) <= 0) {
            ordered.addLast(line);
        } else {
            others.add(line);
        }
    }

    private @Nullable Line first() {
        Line line = ordered.peekFirst();
        Line other = others.peek();
        return other == null || line != null && line.compareTo(other) <= 0 ? line : other;
    }

    private Line pass(Line first) {
        if (first == ordered.peekFirst()) {
            ordered.removeFirst();
        } else {
            others.poll();
        }
        passed = Math.max(passed, first.position);
        return first;
    }

    /** The largest place of any line taken so far. */
    long newest() {
        return newest;
    }

    @Override
    public void close() {
        lines.close();
    }
}
