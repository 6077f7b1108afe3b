package io.kanshi.bench;

import io.kanshi.job.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads its files side by side, always the record that arrived first. In the task's thread. */
final class FrameReader implements SourceReader<RawRecord, FrameSplit> {

    private final SourceReaderContext context;
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private final List<FrameSplit> splits = new ArrayList<>();
    private final PriorityQueue<FrameFile> files =
            new PriorityQueue<>(Comparator.comparingLong(FrameFile::arrivalMillis));
    private boolean noMoreSplits;

    FrameReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
        if (!noMoreSplits) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        FrameFile first = files.poll();
        if (first == null) {
            return InputStatus.END_OF_INPUT;
        }
        RawRecord record = first.take();
        output.createOutputForSplit(first.name()).collect(record, record.arrivalMillis);
        if (first.advance()) {
            files.add(first);
        } else {
            output.releaseOutputForSplit(first.name());
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public void addSplits(List<FrameSplit> more) {
        splits.addAll(more);
        for (FrameSplit split : more) {
            FrameFile file = new FrameFile(split.file());
            if (file.advance()) {
                files.add(file);
            }
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public List<FrameSplit> snapshotState(long checkpoint) {
        return List.copyOf(splits);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void close() {
        files.forEach(FrameFile::close);
    }
}
