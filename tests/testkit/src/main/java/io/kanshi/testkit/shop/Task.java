package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;

/**
 * A task and its times: it starts, serves, and ends. Memory is in MB, CPU in units of 1/1024 of a core.
 *
 * @param startNanos before the capture for those that ran already
 */
record Task(Container container, long startNanos, long servesFrom, long servesTo, int cpuReserved, int memoryReserved) {

    /** How long a task lingers after it was taken out of service. */
    private static final long DRAIN = 12 * Timeline.SECOND;

    boolean serves(long nanos) {
        return nanos >= servesFrom && nanos < servesTo;
    }

    boolean runs(long nanos) {
        return nanos >= startNanos && nanos < endNanos();
    }

    long endNanos() {
        return servesTo == Long.MAX_VALUE ? Long.MAX_VALUE : servesTo + DRAIN;
    }

    String service() {
        return container.service();
    }
}
