package io.kanshi.forwarder.frame;

import io.kanshi.wire.LineJoiner;

/** Who speaks: one container's stdout or stderr, or one tag. Holds what the joiner must remember of it, and its lane. */
final class Origin {

    static final int NO_LANE = -1;

    final LineJoiner.Stream<ReceivedLine> stream = new LineJoiner.Stream<>();

    /** The lane that its events go to. */
    int lane = NO_LANE;
}
