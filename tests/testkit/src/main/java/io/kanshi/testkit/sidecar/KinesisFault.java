package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Dice;
import java.time.Duration;

/** What may be wrong with {@link KinesisFake}; one at a time. Being away altogether is {@link KinesisFake#leave()}. */
public sealed interface KinesisFault {

    /** All is well. */
    record None() implements KinesisFault {}

    /** Every record is refused with ProvisionedThroughputExceededException, in an answer with status 200. */
    record ThrottleAll() implements KinesisFault {}

    /** About this share of the records is refused, half of them for throughput, half with InternalFailure. */
    record RefuseShare(Dice dice, double share) implements KinesisFault {}

    /** Every request is refused as a whole. */
    record RefuseRequests(int status, String type) implements KinesisFault {

        public static RefuseRequests expiredToken() {
            return new RefuseRequests(400, "ExpiredTokenException");
        }

        public static RefuseRequests internalFailure() {
            return new RefuseRequests(500, "InternalFailure");
        }
    }

    /** No request is answered until the fault is another one; then those that waited are served after all. */
    record Hang() implements KinesisFault {}

    /** Every request waits this long, or until the fault is another one, before it is served. */
    record Slow(Duration delay) implements KinesisFault {}

    /** The records are accepted, then the connection is closed instead of answering: the client must send them again. */
    record LoseAnswers() implements KinesisFault {}
}
