package io.kanshi.testkit.shop;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes captured lines of what was said: a container's lines come one after the other, a stack trace in one go, long lines in pieces;
 * a few lines are late.
 */
final class Router {

    /** Late by this at most: within what a replay puts right. */
    static final long WITHIN = 28 * Timeline.SECOND;

    /** Late by this at least: beyond it. */
    static final long BEYOND = 2 * Timeline.MINUTE;

    private static final long MOST_LATE = 8 * Timeline.MINUTE;
    private static final double LATE = 0.004;
    private static final double VERY_LATE = 0.0003;

    private final Dice dice;

    Router(Dice dice) {
        this.dice = dice;
    }

    /** All lines, each file's in its order when sorted by position. */
    List<Told> capture(List<Entry> entries) {
        Map<String, List<Entry>> streams = new TreeMap<>();
        for (Entry entry : entries) {
            String stream =
                    entry.container().service() + ' ' + entry.container().id() + ' ' + entry.source();
            streams.computeIfAbsent(stream, key -> new ArrayList<>()).add(entry);
        }
        List<Told> lines = new ArrayList<>();
        streams.values().forEach(stream -> write(stream, lines));
        lines.sort(Comparator.comparingLong(Told::position));
        return lines;
    }

    private void write(List<Entry> stream, List<Told> lines) {
        List<Entry> ordered = new ArrayList<>(stream);
        ordered.sort(Comparator.comparingLong(Entry::nanos));
        long now = 0;
        for (Entry entry : ordered) {
            now = Math.max(now + dice.between(2_000, 9_000), entry.nanos() + dice.between(20_000, 300_000));
            long delay = delay(entry);
            boolean head = true;
            for (String log : entry.logs()) {
                CapturedLine line = new CapturedLine(entry.container(), entry.source(), now, log, Map.of());
                for (CapturedLine piece : pieces(line)) {
                    lines.add(new Told(piece, entry, head, position(entry, piece)).late(delay));
                    head = false;
                }
                now += dice.between(1_000, 4_000);
            }
        }
    }

    private List<CapturedLine> pieces(CapturedLine line) {
        return line.log().length() > Capture.PIECE_BYTES ? Capture.pieces(line, dice.hex(64)) : List.of(line);
    }

    /** A line from the year 2038 stands where its container wrote it, in the middle. */
    private static long position(Entry entry, CapturedLine line) {
        return entry.nanos() == Oddities.YEAR_2038 ? Timeline.CPU_FROM - 10 * Timeline.MINUTE : line.nanos();
    }

    private long delay(Entry entry) {
        boolean movable = entry.logs().size() == 1
                && entry.kind() == Entry.Kind.LINE
                && !"error".equals(entry.level())
                && entry.logs().get(0).length() < Capture.PIECE_BYTES
                && entry.nanos() < Timeline.END - MOST_LATE;
        if (!movable) {
            return 0;
        }
        if (dice.chance(VERY_LATE)) {
            return BEYOND + (long) (dice.between(0.0, 1.0) * (MOST_LATE - BEYOND));
        }
        return dice.chance(LATE) ? (long) (dice.between(0.05, 1.0) * WITHIN) : 0;
    }
}
