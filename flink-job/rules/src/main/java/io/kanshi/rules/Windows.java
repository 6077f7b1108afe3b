package io.kanshi.rules;

import java.io.Serializable;

/**
 * Event-time windows [end − length, end) whose ends are the multiples of {@code every} since 1970, so that every subtask, every restart
 * and every replay cuts time at the same places.
 */
public record Windows(int seconds, int everySeconds) implements Serializable {

    long millis() {
        return seconds * 1000L;
    }

    long everyMillis() {
        return everySeconds * 1000L;
    }

    /** The last end at or before a time. */
    long endAtOrBefore(long millis) {
        return Math.floorDiv(millis, everyMillis()) * everyMillis();
    }

    /** The first end whose window holds all of the second that starts at a time. */
    long firstEndAfterSecond(long secondMillis) {
        return -Math.floorDiv(-(secondMillis + 1000), everyMillis()) * everyMillis();
    }
}
