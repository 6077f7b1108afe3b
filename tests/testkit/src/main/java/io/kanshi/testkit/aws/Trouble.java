package io.kanshi.testkit.aws;

import java.time.Duration;

/** What may be wrong with a fake; one at a time. */
public sealed interface Trouble {

    /** All is well. */
    record None() implements Trouble {}

    /** A request is refused as a whole, and nothing of it is kept. */
    record Refuse(int status, String code, String message) implements Trouble {

        public static Refuse throttling() {
            return new Refuse(400, "ThrottlingException", "Rate exceeded");
        }

        public static Refuse expiredToken() {
            return new Refuse(400, "ExpiredTokenException", "The security token included in the request is expired");
        }

        public static Refuse internalFailure() {
            return new Refuse(500, "InternalFailure", "told to fail");
        }

        public static Refuse accessDenied() {
            return new Refuse(400, "AccessDeniedException", "not authorized to perform this action");
        }
    }

    /** The request waits so long before it is served. */
    record Slow(Duration delay) implements Trouble {}

    /** The request is served, then the connection is closed instead of answering. */
    record LoseAnswer() implements Trouble {}
}
