package io.kanshi.replay.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Passes over lines outside of {@code --from} and {@code --to}, and counts them. */
final class InSpan implements LineSource {

    private final LineSource lines;
    private final long from;
    private final long to;
    private final ReadingRoom room;

    InSpan(LineSource lines, @Nullable Instant from, @Nullable Instant to, ReadingRoom room) {
        this.lines = lines;
        this.from = from == null ? Long.MIN_VALUE : nanos(from);
        this.to = to == null ? Long.MAX_VALUE : nanos(to);
        this.room = room;
    }

    private static long nanos(Instant instant) {
        long seconds = Math.max(
                Math.min(instant.getEpochSecond(), Long.MAX_VALUE / EventTimes.SECOND - 1),
                Long.MIN_VALUE / EventTimes.SECOND + 1);
        return seconds * EventTimes.SECOND + instant.getNano();
    }

    @Override
    public @Nullable Line next() {
        Line line = lines.next();
        while (line != null && (line.position < from || line.position >= to)) {
            room.counts.skipped += line.lines();
            room.blocks.done(line);
            line = lines.next();
        }
        return line;
    }

    @Override
    public void close() {
        lines.close();
    }
}
