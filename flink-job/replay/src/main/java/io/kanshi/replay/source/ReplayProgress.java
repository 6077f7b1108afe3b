package io.kanshi.replay.source;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the reading of captured files is: written by the source's thread, read by the command line's, in one JVM. After a restart it
 * starts over, as the reading does.
 */
public final class ReplayProgress {

    private static final Map<String, ReplayProgress> BY_NAME = new ConcurrentHashMap<>();

    /**
     * One look at it.
     *
     * @param bytes of the files as they lie on disk
     * @param lines lines read: each becomes an event or part of one
     * @param joined lines that became part of another one
     * @param skipped lines outside of {@code --from} and {@code --to}
     * @param late lines behind the merge by more than the lateness
     * @param crowded lines out of order that could not be waited for, for want of room
     * @param implausible lines whose time was not believed
     * @param firstNanos place of the first line in the merge, nanoseconds since 1970; {@code Long.MIN_VALUE} before it
     * @param clockNanos the clock of the merge, likewise
     * @param ended whether all lines were read
     * @param damages one sentence a file that could not be read to its end
     */
    public record Snapshot(
            long bytes,
            long lines,
            long joined,
            long skipped,
            long late,
            long crowded,
            long implausible,
            long firstNanos,
            long clockNanos,
            boolean ended,
            List<String> damages) {}

    private volatile Snapshot latest =
            new Snapshot(0, 0, 0, 0, 0, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, false, List.of());

    private ReplayProgress() {}

    public static ReplayProgress of(String name) {
        return BY_NAME.computeIfAbsent(name, unused -> new ReplayProgress());
    }

    /** Nobody will ask for it any more. */
    public static void forget(String name) {
        BY_NAME.remove(name);
    }

    public Snapshot latest() {
        return latest;
    }

    void publish(RecordSequence sequence, boolean ended) {
        Counts counts = sequence.counts();
        latest = new Snapshot(
                counts.bytes,
                sequence.received(),
                sequence.joined(),
                counts.skipped,
                counts.late,
                counts.crowded,
                counts.implausible,
                sequence.firstNanos(),
                sequence.clockNanos(),
                ended,
                List.copyOf(counts.damages));
    }
}
