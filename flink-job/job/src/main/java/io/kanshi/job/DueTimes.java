package io.kanshi.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When each series of a shard is due, under one set of rules: a timer then visits what is due, not every series.
 *
 * <p>An index over state, not state: whoever owns it builds it from the series after a restore and when the rules change. Bounded by
 * what bounds the series.
 */
final class DueTimes {

    private final long start;
    private final Map<String, Long> times = new HashMap<>();
    private final TreeMap<Long, Set<String>> ids = new TreeMap<>();

    DueTimes(long start) {
        this.start = start;
    }

    /** The start of the rules that give these times. */
    long start() {
        return start;
    }

    /** Notes when a series is due; {@link Long#MAX_VALUE}: never. */
    void set(String id, long timeMillis) {
        Long before = timeMillis == Long.MAX_VALUE ? times.remove(id) : times.put(id, timeMillis);
        if (before != null && before == timeMillis) {
            return;
        }
        if (before != null) {
            unlist(id, before);
        }
        if (timeMillis != Long.MAX_VALUE) {
            ids.computeIfAbsent(timeMillis, time -> new LinkedHashSet<>()).add(id);
        }
    }

    private void unlist(String id, long timeMillis) {
        Set<String> listed = ids.get(timeMillis);
        if (listed != null && listed.remove(id) && listed.isEmpty()) {
            ids.remove(timeMillis);
        }
    }

    /** Takes out the series that are due at or before a time, the earliest first. */
    List<String> takeDue(long timeMillis) {
        List<String> due = new ArrayList<>();
        while (!ids.isEmpty() && ids.firstKey() <= timeMillis) {
            due.addAll(ids.pollFirstEntry().getValue());
        }
        due.forEach(times::remove);
        return due;
    }

    /** The earliest time at which a series is due, milliseconds since 1970, or {@link Long#MAX_VALUE}. */
    long next() {
        return ids.isEmpty() ? Long.MAX_VALUE : ids.firstKey();
    }
}
