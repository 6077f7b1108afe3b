package io.kanshi.forwarder.hold;

import org.jspecify.annotations.Nullable;

/** A frame in the queue; guarded by the holding's lock. */
final class Held {

    final FrameId id;
    final int size;
    final long sinceNanos = System.nanoTime();
    byte @Nullable [] bytes;
    boolean onDisk;

    /** Whether it may be sent. */
    boolean released;

    Held(FrameId id, int size) {
        this.id = id;
        this.size = size;
    }
}
