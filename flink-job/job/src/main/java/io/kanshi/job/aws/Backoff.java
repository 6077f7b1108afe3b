package io.kanshi.job.aws;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: a random time below a bound that doubles with every failure in a row. All threads. */
final class Backoff {

    static final long FIRST_MILLIS = 100;

    /** Low, because a checkpoint waits for batches that wait. */
    static final long LONGEST_MILLIS = 5000;

    private static final int MOST_DOUBLINGS = 20;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** Milliseconds to wait; at least 1. */
    synchronized long failed() {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return 1 + random.nextLong(bound);
    }
}
