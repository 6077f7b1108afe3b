package io.kanshi.replay.source;

import io.kanshi.job.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from files to records, top to bottom. Single-threaded, and a pure function of the files and the settings: the same
 * records in the same order, always.
 */
final class RecordSequence implements Closeable, CutFrames.Totals {

    /** What may be held while lines wait for their order; then the earliest go on. */
    static final long HELD_BYTES = 160L << 20;

    private static final long LOOK_AHEAD_BYTES = 64L << 20;
    private static final long MOST_LOOK_AHEAD_BYTES = 16L << 20;

    private final ReplaySettings settings;
    private final ReadingRoom room;
    private final Reorder lines;
    private final Join join;
    private final CutFrames frames;
    private long firstNanos = Line.NO_TIME;
    private boolean finished;

    RecordSequence(List<CapturedFile> files, ReplaySettings settings) {
        this.settings = settings;
        this.room = new ReadingRoom(settings.textZone());
        List<RankedFile> ranked = RankFiles.rank(files, settings.textZone());
        long latest = RankFiles.latest(files);
        List<OpensFile> sources = ranked.stream()
                .map(file -> new OpensFile(file, latest, lookAhead(files.size())))
                .toList();
        Merge merge = new Merge(sources, room);
        Anchor anchor = new Anchor();
        ranked.forEach(file -> anchor.add(file.firstNanos()));
        long first = anchor.find(latest, 0);
        LineSource placed = new Positions(merge, first, latest, MOST_LOOK_AHEAD_BYTES, room.counts);
        LineSource wanted = settings.from() == null && settings.to() == null
                ? placed
                : new InSpan(placed, settings.from(), settings.to(), room);
        lines = new Reorder(wanted, settings.lateness().toNanos(), HELD_BYTES, room);
        frames = new CutFrames(Fingerprint.of(files, settings).boot(), this);
        join = new Join(this::emit);
    }

    private static long lookAhead(int files) {
        int open = Math.min(files, Merge.MAX_OPEN);
        return Math.min(MOST_LOOK_AHEAD_BYTES, LOOK_AHEAD_BYTES / open);
    }

    /** A file as the merge sees it: closed until its first time is reached. */
    private final class OpensFile implements Merge.Closed {
        private final RankedFile file;
        private final long latest;
        private final long lookAheadBytes;

        OpensFile(RankedFile file, long latest, long lookAheadBytes) {
            this.file = file;
            this.latest = latest;
            this.lookAheadBytes = lookAheadBytes;
        }

        @Override
        public long firstNanos() {
            return file.firstNanos();
        }

        @Override
        public LineSource open() {
            try {
                FileLines content = new FileLines(file.file(), file.rank(), file.holdsEvents(), room);
                return new Positions(content, file.firstNanos(), latest, lookAheadBytes, room.counts);
            } catch (IOException unreadable) {
                throw RankFiles.unreadable(file.file(), unreadable);
            }
        }
    }

    /** The next record, or null behind the last. */
    @Nullable
    RawRecord next() {
        while (frames.records().isEmpty() && !finished) {
            Line line = lines.next();
            if (line == null) {
                join.finish();
                frames.finish(lines.newest());
                finished = true;
            } else {
                firstNanos = firstNanos == Line.NO_TIME ? line.position : firstNanos;
                join.advance(line.position);
                frames.advance(line.position);
                join.accept(line);
            }
        }
        return frames.records().poll();
    }

    private void emit(Line event) {
        frames.add(event);
        room.blocks.done(event);
    }

    @Override
    public long received() {
        return join.received() + room.counts.blank;
    }

    @Override
    public long joined() {
        return join.joined() + room.counts.blank;
    }

    @Override
    public long earliestToCome() {
        return Math.min(lines.newest() - settings.lateness().toNanos(), frames.clock() - Join.longestDelayNanos());
    }

    Counts counts() {
        return room.counts;
    }

    /** What is held in memory now, in blocks. */
    long bytesOut() {
        return room.blocks.bytesOut();
    }

    long firstNanos() {
        return firstNanos;
    }

    long clockNanos() {
        return frames.clock();
    }

    @Override
    public void close() {
        lines.close();
        frames.close();
    }
}
