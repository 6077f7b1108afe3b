package io.kanshi.forwarder.kinesis;

import io.kanshi.forwarder.hold.Frame;
import java.util.List;

/** Where frames are put: Kinesis, or a fake of it. */
public interface FrameStream extends AutoCloseable {

    /** Puts the frames, in their order; never throws for what an endpoint or a network may do. */
    Outcome put(List<Frame> frames);

    @Override
    default void close() {}
}
