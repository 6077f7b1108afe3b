package io.kanshi.bench;

import io.kanshi.job.RawRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads its files side by side, always the record that arrived first. In the task's thread. */
final class FrameReader implements SourceReader<RawRecord, FrameSplit> {

    /** Readers of this process that have given all, whoever wants to know that a round is nearly over. */
    static final AtomicInteger ENDED = new AtomicInteger();

    private final SourceReaderContext context;
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private final List<FrameSplit> splits = new ArrayList<>();
    private final PriorityQueue<OpenFile> files =
            new PriorityQueue<>(Comparator.comparingLong((OpenFile file) -> file.arrivalMillis));
    private boolean noMoreSplits;
    private boolean ended;

    FrameReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
        if (!noMoreSplits) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        OpenFile first = files.poll();
        if (first == null) {
            if (!ended) {
                ended = true;
                ENDED.incrementAndGet();
            }
            return InputStatus.END_OF_INPUT;
        }
        RawRecord record = first.take();
        output.createOutputForSplit(first.name).collect(record, record.arrivalMillis);
        if (first.advance()) {
            files.add(first);
        } else {
            output.releaseOutputForSplit(first.name);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public void addSplits(List<FrameSplit> more) {
        splits.addAll(more);
        for (FrameSplit split : more) {
            OpenFile file = new OpenFile(split.file());
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
        files.forEach(OpenFile::close);
    }

    private static final class OpenFile {

        private final String name;
        private final DataInputStream in;
        private long arrivalMillis;
        private @Nullable RawRecord next;

        OpenFile(String name) {
            this.name = name;
            try {
                in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(name)), 1 << 18));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        RawRecord take() {
            RawRecord record = next;
            if (record == null) {
                throw new IllegalStateException("nothing is left of " + name);
            }
            return record;
        }

        /** False at the end. */
        boolean advance() {
            try {
                if (in.available() == 0) {
                    close();
                    return false;
                }
                arrivalMillis = in.readLong();
                next = new RawRecord(in.readNBytes(in.readInt()), arrivalMillis, Long.MIN_VALUE);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
