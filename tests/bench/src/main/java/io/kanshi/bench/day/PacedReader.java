package io.kanshi.bench.day;

import io.kanshi.job.RawRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Hands out the frames of its share, minute by minute of event time. In the task's thread. */
final class PacedReader implements SourceReader<RawRecord, PacedSource.Share> {

    private final SourceReaderContext context;
    private final int services;
    private final ServiceFrames frames;
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private PacedSource.@Nullable Share share;
    private int minute;
    private int service;

    PacedReader(SourceReaderContext context, int services, int every) {
        this.context = context;
        this.services = services;
        this.frames = new ServiceFrames(services, every);
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
        PacedSource.Share mine = share;
        if (mine == null || !Pace.OF_PROCESS.allows(minute)) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (frames.speaks(service, minute)) {
            RawRecord record = frames.record(service, minute);
            output.createOutputForSplit(mine.splitId()).collect(record, record.arrivalMillis);
            Pace.OF_PROCESS.lines.addAndGet(ServiceFrames.LINES);
        }
        service += mine.step();
        if (service >= services) {
            service = mine.first();
            minute++;
            Pace.OF_PROCESS.minutes.incrementAndGet();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public void addSplits(List<PacedSource.Share> more) {
        PacedSource.Share mine = more.get(0);
        share = mine;
        service = mine.first();
        assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        // Every reader has one.
    }

    @Override
    public List<PacedSource.Share> snapshotState(long checkpoint) {
        return share == null ? List.of() : List.of(share);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return share == null ? assigned : Pace.OF_PROCESS.change(minute);
    }

    @Override
    public void close() {
        frames.close();
    }
}
