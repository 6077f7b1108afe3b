package io.kanshi.replay.source;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Gives each line of a sequence its place in the merge: the one it comes with (its own time) where that is plausible, else the
 * sequence's clock. Used for each file, and once more for all together, where a whole file may be nonsense.
 *
 * <p>The clock is the largest plausible time so far. A line up to 10 minutes ahead of it is believed. One further ahead is a gap in
 * the log, or nonsense; what comes behind it tells ({@link Contradiction}). A jump of more than a week must
 * besides be followed by some lines that agree, and may not lead beyond the day after the files were written, which is what a clock
 * set to 2038 does at the end of a file. What is more than a week behind the clock keeps to the clock.
 */
final class Positions implements LineSource {

    /** DESIGN §3: over 10 minutes ahead or 7 days behind is implausible. */
    static final long AHEAD = 600 * EventTimes.SECOND;

    static final long BEHIND = 7 * 86_400 * EventTimes.SECOND;

    /** How many lines behind a jump are looked at: more than the thousand wrong ones that must not matter. */
    static final int LOOK_AHEAD_LINES = 4096;

    /** A jump over a week is believed when a tenth as many lines follow it as came before. */
    private static final int CONFIRMED_BY = 10;

    private final LineSource lines;
    private final Counts counts;
    private final long latest;
    private final long lookAheadBytes;
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();

    /** Candidates for the earliest time in {@link #ahead}, increasing: the usual deque of a sliding minimum. */
    private final ArrayDeque<Line> minima = new ArrayDeque<>();

    private long clock;
    private long bytesAhead;
    private long timedAhead;
    private long linesBefore;
    private boolean ended;

    /**
     * @param anchor where the clock starts, see {@link Anchor}
     * @param latest no time beyond this can be right, unless the anchor is itself; nanoseconds since 1970
     */
    Positions(LineSource lines, long anchor, long latest, long lookAheadBytes, Counts counts) {
        this.lines = lines;
        this.clock = anchor;
        this.latest = anchor > latest ? Long.MAX_VALUE : latest;
        this.lookAheadBytes = lookAheadBytes;
        this.counts = counts;
    }

    @Override
    public @Nullable Line next() {
        Line line = ahead.isEmpty() ? lines.next() : fromAhead();
        if (line == null) {
            return null;
        }
        long time = line.position;
        if (time > clock && time - clock > AHEAD) {
            time = isGap(time) ? time : implausible();
        } else if (time < clock - BEHIND) {
            time = time == Line.NO_TIME ? clock : implausible();
        }
        line.position = time;
        clock = Math.max(clock, time);
        linesBefore++;
        return line;
    }

    private long implausible() {
        counts.implausible++;
        return clock;
    }

    private Line fromAhead() {
        Line line = ahead.remove();
        bytesAhead -= line.length();
        if (line == minima.peekFirst()) {
            minima.removeFirst();
        }
        if (isTimely(line)) {
            timedAhead--;
        }
        return line;
    }

    private boolean isTimely(Line line) {
        return line.position != Line.NO_TIME && !line.farBehind;
    }

    private boolean isGap(long time) {
        lookAhead();
        Line earliest = minima.peekFirst();
        if (earliest != null && earliest.position < time - AHEAD && isContradicted(time)) {
            return false;
        }
        if (time - clock <= BEHIND) {
            return true;
        }
        boolean possible = time <= latest || clock > latest;
        return possible && timedAhead >= Math.min(LOOK_AHEAD_LINES, linesBefore / CONFIRMED_BY);
    }

    private boolean isContradicted(long time) {
        Contradiction contradiction = new Contradiction(time);
        for (Line line : ahead) {
            if (isTimely(line)) {
                contradiction.add(line.position);
            }
        }
        return contradiction.holds();
    }

    private void lookAhead() {
        while (!ended && ahead.size() < LOOK_AHEAD_LINES && bytesAhead < lookAheadBytes) {
            Line line = lines.next();
            if (line == null) {
                ended = true;
                return;
            }
            ahead.add(line);
            bytesAhead += line.length();
            line.farBehind = line.position < clock - BEHIND;
            if (isTimely(line)) {
                timedAhead++;
                while (!minima.isEmpty() && minima.getLast().position > line.position) {
                    minima.removeLast();
                }
                minima.addLast(line);
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
