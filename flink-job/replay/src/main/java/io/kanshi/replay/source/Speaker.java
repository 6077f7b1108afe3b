package io.kanshi.replay.source;

import io.kanshi.wire.LineJoiner;

/** One stream (stdout, stderr) of one container: what is joined together. */
final class Speaker {

    final LineJoiner.Stream<Line> stream = new LineJoiner.Stream<>();
    final Container container;
    final byte[] source;

    /** What followed the last value of interest in its last event: cluster, task and the like, usually the same each time. */
    byte[] tail = new byte[0];

    /** Pieces of Docker's json-file that wait for the end of their line, and how many lines were put together so. */
    int openPieces;

    long cutLines;

    Speaker(Container container, byte[] source) {
        this.container = container;
        this.source = source;
    }
}
