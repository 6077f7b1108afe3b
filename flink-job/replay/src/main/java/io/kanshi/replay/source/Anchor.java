package io.kanshi.replay.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the clock of a sequence starts: at the first time that no later one contradicts. Times from before containers existed or from
 * after the files were written do not count as long as there are others.
 */
final class Anchor {

    /** 2000-01-01: clocks that were never set show 1970. */
    static final long EARLIEST = 946_684_800L * EventTimes.SECOND;

    private final List<Long> times = new ArrayList<>();

    void add(long time) {
        if (time != Line.NO_TIME) {
            times.add(time);
        }
    }

    /** The anchor, or {@code otherwise} when no line has a time. */
    long find(long latest, long otherwise) {
        List<Long> candidates = times.stream()
                .filter(time -> time >= EARLIEST && time <= latest)
                .toList();
        if (candidates.isEmpty()) {
            candidates = times;
        }
        long anchor = otherwise;
        long earliestBehind = Long.MAX_VALUE;
        for (int i = candidates.size() - 1; i >= 0; i--) {
            long time = candidates.get(i);
            earliestBehind = Math.min(earliestBehind, time);
            if (time - Positions.AHEAD <= earliestBehind) {
                anchor = time;
            }
        }
        return anchor;
    }
}
