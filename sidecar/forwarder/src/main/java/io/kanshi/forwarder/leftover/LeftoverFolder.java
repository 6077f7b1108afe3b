package io.kanshi.forwarder.leftover;

import java.time.Duration;

/** Where leftovers are put: a folder in S3, or a fake of it. For several threads at once. */
public interface LeftoverFolder extends AutoCloseable {

    /**
     * Puts a file, within the time as far as it can be kept; never throws for what an endpoint or a network may do. The same file put
     * again takes its own place.
     */
    Answer put(LeftoverFile file, Duration within);

    /** The folder, for people. */
    String place();

    @Override
    default void close() {}

    /** What became of a file. */
    sealed interface Answer {

        /** It is there. */
        record Taken() implements Answer {}

        /** It is not, and trying again will not help: no such bucket, not allowed. */
        record Refused(String why) implements Answer {}

        /** It may or may not be there; the next try may help. */
        record Failed(String why) implements Answer {}
    }
}
