package io.kanshi.testkit.sidecar;

import java.time.Duration;

/** The fault of the moment, and for how many requests it still holds. All threads. */
final class Faults {

    private static final KinesisFault NONE = new KinesisFault.None();

    private KinesisFault fault = NONE;
    private long requests = Long.MAX_VALUE;
    private long changes;

    synchronized void set(KinesisFault next, long forRequests) {
        fault = next;
        requests = forRequests;
        changes++;
        notifyAll();
    }

    /** The fault that the next request meets, waited out where it is one of waiting. */
    synchronized KinesisFault meet() throws InterruptedException {
        KinesisFault met = requests > 0 ? fault : NONE;
        requests--;
        if (met instanceof KinesisFault.Hang) {
            waitForChange(Long.MAX_VALUE);
        } else if (met instanceof KinesisFault.Slow slow) {
            waitForChange(slow.delay().toNanos());
        }
        return met;
    }

    private void waitForChange(long nanos) throws InterruptedException {
        long seen = changes;
        long start = System.nanoTime();
        long left = nanos;
        while (changes == seen && left > 0) {
            wait(Math.min(Duration.ofNanos(left).toMillis() + 1, 60_000));
            left = nanos - (System.nanoTime() - start);
        }
    }
}
