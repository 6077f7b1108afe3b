package io.kanshi.replay.source;

import io.kanshi.wire.LineJoiner;
import io.kanshi.wire.LineJoiner.Piece;
import java.util.function.Consumer;

/** Makes events of lines with the same joiner as the sidecar, in the time of the merge. */
final class Join {

    private final LineJoiner<Line> joiner = new LineJoiner<>();
    private final Consumer<Line> events;
    private long whole;

    Join(Consumer<Line> events) {
        this.events = events;
    }

    /** Lets go what a line at this time can no longer be joined to; comes before {@link #accept}. */
    void advance(long nanos) {
        joiner.advance(nanos, events);
    }

    void accept(Line line) {
        if (!line.hasLog()) {
            whole += line.lines();
            joiner.close(line.stream(), events);
            events.accept(line);
            return;
        }
        if (line.fromDocker) {
            markPiece(line, line.speaker());
        }
        joiner.accept(line, events);
    }

    /** Docker's json-file gives its pieces neither an id nor a number: they come in order, and the line break is at the end. */
    private static void markPiece(Line line, Speaker speaker) {
        if (!line.dockerPiece && speaker.openPieces == 0) {
            return;
        }
        speaker.openPieces++;
        line.piece = new Piece("docker-" + speaker.cutLines, speaker.openPieces, !line.dockerPiece);
        if (!line.dockerPiece) {
            speaker.openPieces = 0;
            speaker.cutLines++;
        }
    }

    /** The end of all lines: nothing more will be added. */
    void finish() {
        joiner.flush(events);
    }

    /** Lines taken. */
    long received() {
        return joiner.received() + whole;
    }

    /** Lines that became part of another one. */
    long joined() {
        return joiner.joined();
    }

    /** The longest time by which an event comes out after its first line went in. */
    static long longestDelayNanos() {
        return io.kanshi.wire.JoinLimits.DEFAULTS.longestDelayNanos();
    }
}
