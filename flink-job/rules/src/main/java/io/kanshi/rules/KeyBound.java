package io.kanshi.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets at most {@code max_keys} different keys of one selection through, so that a key that was chosen badly (a user's id) costs an
 * alert and a counter, not the memory of the job. A key not seen for an hour of event time makes room.
 */
final class KeyBound {

    private static final long IDLE_MILLIS = 3_600_000;

    private final int maxKeys;
    private final Map<List<String>, Long> lastSeen = new HashMap<>();
    private long newest = Long.MIN_VALUE;
    private long swept = Long.MIN_VALUE;

    KeyBound(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Asked once per key and second. */
    boolean admits(List<String> key, long second) {
        newest = Math.max(newest, second);
        if (!lastSeen.containsKey(key) && lastSeen.size() >= maxKeys && !makeRoom()) {
            return false;
        }
        lastSeen.merge(key, second, Math::max);
        return true;
    }

    /** Looks for idle keys at most once a minute of event time. */
    private boolean makeRoom() {
        if (swept != Long.MIN_VALUE && newest - swept < 60_000) {
            return false;
        }
        swept = newest;
        lastSeen.values().removeIf(second -> newest - second > IDLE_MILLIS);
        return lastSeen.size() < maxKeys;
    }
}
