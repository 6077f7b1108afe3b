package io.kanshi.replay.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges sources by the place of their next line. A source is opened when the merge reaches its first time, and closed at its end, so
 * that files which do not overlap are never open together.
 */
final class Merge implements LineSource {

    /** A source that is not open yet. */
    interface Closed {
        long firstNanos();

        LineSource open();
    }

    /** More files than this are not open at once; each takes a block, a decompressor and its look-ahead. */
    static final int MAX_OPEN = 64;

    /** Of the sources left, how many are put together into one when there are too many. */
    private static final int GROUP_SHARE = 16;

    private final ReadingRoom room;
    private final List<? extends Closed> sources;
    private int opened;
    private final List<LineSource> running = new ArrayList<>();

    /** A heap of the open sources by their heads, the first one's head next. */
    private Line[] heads = new Line[16];

    private LineSource[] rests = new LineSource[16];
    private int size;

    /** @param sources by their first times */
    Merge(List<? extends Closed> sources, ReadingRoom room) {
        this.sources = sources;
        this.room = room;
    }

    @Override
    public @Nullable Line next() {
        while (opened < sources.size() && (size == 0 || sources.get(opened).firstNanos() <= heads[0].position)) {
            open(size < MAX_OPEN ? sources.get(opened++).open() : openGroup());
        }
        if (size == 0) {
            return null;
        }
        Line line = heads[0];
        Line head = rests[0].next();
        if (head == null) {
            close(rests[0]);
            size--;
            heads[0] = heads[size];
            rests[0] = rests[size];
        } else {
            heads[0] = head;
        }
        down();
        return line;
    }

    /** Too many overlap: the next ones are merged into a temporary file, and that is one source. */
    private LineSource openGroup() {
        int count = Math.min(sources.size() - opened, Math.max(MAX_OPEN, (sources.size() - opened) / GROUP_SHARE));
        List<? extends Closed> group = sources.subList(opened, opened + count);
        opened += count;
        try (Merge merge = new Merge(group, room)) {
            return SpilledLines.write(merge, room);
        }
    }

    private void open(LineSource lines) {
        Line head = lines.next();
        if (head == null) {
            lines.close();
            return;
        }
        running.add(lines);
        if (size == heads.length) {
            heads = Arrays.copyOf(heads, 2 * size);
            rests = Arrays.copyOf(rests, 2 * size);
        }
        up(head, lines);
    }

    private void up(Line head, LineSource rest) {
        int i = size++;
        while (i > 0 && head.compareTo(heads[(i - 1) / 2]) < 0) {
            heads[i] = heads[(i - 1) / 2];
            rests[i] = rests[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heads[i] = head;
        rests[i] = rest;
    }

    private void down() {
        Line head = heads[0];
        LineSource rest = rests[0];
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && heads[child + 1].compareTo(heads[child]) < 0) {
                child++;
            }
            if (head.compareTo(heads[child]) <= 0) {
                break;
            }
            heads[i] = heads[child];
            rests[i] = rests[child];
            i = child;
        }
        heads[i] = head;
        rests[i] = rest;
    }

    private void close(LineSource lines) {
        running.remove(lines);
        lines.close();
    }

    @Override
    public void close() {
        for (int i = 0; i < size; i++) {
            room.blocks.done(heads[i]);
        }
        size = 0;
        running.forEach(LineSource::close);
        running.clear();
    }
}
