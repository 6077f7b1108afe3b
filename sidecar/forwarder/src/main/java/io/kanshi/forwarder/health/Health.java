package io.kanshi.forwarder.health;

import java.time.Duration;

/**
 * Whether the sidecar works, judged by progress.
 *
 * @param reason one sentence; empty when there is nothing to say
 * @param oldestUnsent age of the oldest frame that is not in Kinesis yet; zero when there is none
 */
public record Health(Status status, String reason, Duration oldestUnsent) {

    /** What a platform should do about it. */
    public enum Status {
        /** Nothing. */
        HEALTHY,
        /** Nothing: a new task would not help, as when Kinesis cannot be reached. */
        DEGRADED,
        /** Replace the task. */
        UNHEALTHY
    }
}
