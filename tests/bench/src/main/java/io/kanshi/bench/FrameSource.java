package io.kanshi.bench;

import io.kanshi.job.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of {@link FrameFiles} as fast as they are taken, in place of Kinesis: the files are dealt out to all subtasks like shards, a
 * watermark each. Bounded, so that a round has an end.
 */
final class FrameSource implements Source<RawRecord, FrameSplit, Integer> {

    private static final long serialVersionUID = 1;

    private final String folder;
    private final int files;

    private FrameSource(Path folder, int files) {
        this.folder = folder.toString();
        this.files = files;
    }

    /** All files of a folder. */
    static FrameSource of(Path folder) throws IOException {
        return new FrameSource(folder, FrameFiles.all(folder).size());
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RawRecord, FrameSplit> createReader(SourceReaderContext context) {
        return new FrameReader(context);
    }

    @Override
    public SplitEnumerator<FrameSplit, Integer> createEnumerator(SplitEnumeratorContext<FrameSplit> context) {
        return new Deal(context);
    }

    @Override
    public SplitEnumerator<FrameSplit, Integer> restoreEnumerator(
            SplitEnumeratorContext<FrameSplit> context, Integer checkpoint) {
        throw new UnsupportedOperationException("a measurement is not restored");
    }

    @Override
    public SimpleVersionedSerializer<FrameSplit> getSplitSerializer() {
        return FrameSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new NothingForm();
    }

    /** Every reader gets its files when it asks. */
    private final class Deal implements SplitEnumerator<FrameSplit, Integer> {

        private final SplitEnumeratorContext<FrameSplit> context;

        Deal(SplitEnumeratorContext<FrameSplit> context) {
            this.context = context;
        }

        @Override
        public void start() {
            // Readers ask.
        }

        @Override
        public void handleSplitRequest(int reader, @Nullable String host) {
            for (int file = reader; file < files; file += context.currentParallelism()) {
                context.assignSplit(
                        new FrameSplit(FrameFiles.file(Path.of(folder), file).toString()), reader);
            }
            context.signalNoMoreSplits(reader);
        }

        @Override
        public void addSplitsBack(List<FrameSplit> splits, int reader) {
            throw new IllegalStateException("a measurement is not restored");
        }

        @Override
        public void addReader(int reader) {
            // It asks when it is ready.
        }

        @Override
        public Integer snapshotState(long checkpoint) {
            return 0;
        }

        @Override
        public void close() throws IOException {
            // Nothing is open.
        }
    }
}
