package io.kanshi.replay.source;

import io.kanshi.job.RawRecord;
import io.kanshi.job.source.Elements;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * Captured files as the records that a stream would have held. Opened twice it gives the same records, which is what a restart relies
 * on; so it refuses files that are no longer what they were.
 */
public final class CapturedLogs implements Elements<RawRecord> {

    private static final long serialVersionUID = 1;

    private final List<CapturedFile> files;
    private final ReplaySettings settings;
    private final String progress;

    /**
     * @param files from {@link CapturedFiles#resolve}
     * @param progress the name under which {@link ReplayProgress} can be asked how far the reading is
     */
    public CapturedLogs(List<CapturedFile> files, ReplaySettings settings, String progress) {
        this.files = List.copyOf(files);
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public CloseableIterator<RawRecord> open() {
        files.forEach(CapturedFile::mustBeUnchanged);
        return new Records(new RecordSequence(files, settings), ReplayProgress.of(progress));
    }

    private static final class Records implements CloseableIterator<RawRecord> {
        private final RecordSequence sequence;
        private final ReplayProgress progress;
        private @Nullable RawRecord next;
        private boolean ended;

        Records(RecordSequence sequence, ReplayProgress progress) {
            this.sequence = sequence;
            this.progress = progress;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !ended) {
                next = sequence.next();
                ended = next == null;
                progress.publish(sequence, ended);
            }
            return next != null;
        }

        @Override
        public RawRecord next() {
            RawRecord record = hasNext() ? next : null;
            if (record == null) {
                throw new NoSuchElementException("there are no more records");
            }
            next = null;
            return record;
        }

        @Override
        public void close() {
            sequence.close();
        }
    }
}
