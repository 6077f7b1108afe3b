package io.kanshi.kinesis.reading;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses after failures in a row: doubled each time up to a bound, between half and the whole of it by chance. */
final class Backoff {

    private final long shortestMillis;
    private final long longestMillis;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortestMillis = shortest.toMillis();
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    /** The pause after one more failure. */
    long pauseMillis() {
        long doubled = shortestMillis << Math.min(failures, 30);
        long whole =
                doubled >> Math.min(failures, 30) == shortestMillis ? Math.min(doubled, longestMillis) : longestMillis;
        failures++;
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
