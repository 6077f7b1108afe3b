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
        for (int i = 0; i < candidates.size(); i++) {
            Contradiction contradiction = new Contradiction(candidates.get(i));
            candidates.subList(i + 1, candidates.size()).forEach(contradiction::add);
            if (!contradiction.holds()) {
                return candidates.get(i);
            }
        }
        return otherwise;
    }
}
