package io.kanshi.job.source;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** Reads in the task's own thread: what it reads is local or in memory, and a hand-over would cost more than it hides. */
final class RepeatableReader<T> implements SourceReader<T, WholeInput> {

    private final Elements<T> elements;
    private final SourceReaderContext context;
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable CloseableIterator<T> iterator;
    private boolean assigned;
    private boolean noMoreSplits;
    private long given;

    RepeatableReader(Elements<T> elements, SourceReaderContext context) {
        this.elements = elements;
        this.context = context;
    }

    @Override
    public void start() {
        if (!assigned) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!assigned) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        CloseableIterator<T> open = iterator == null ? openAtPosition() : iterator;
        if (!open.hasNext()) {
            return InputStatus.END_OF_INPUT;
        }
        output.collect(open.next());
        given++;
        return InputStatus.MORE_AVAILABLE;
    }

    private CloseableIterator<T> openAtPosition() throws Exception {
        CloseableIterator<T> open = elements.open();
        iterator = open;
        for (long i = 0; i < given; i++) {
            if (!open.hasNext()) {
                throw new IllegalStateException("the input has changed: " + given
                        + " records were read before the restart, now there are " + i);
            }
            open.next();
        }
        return open;
    }

    @Override
    public List<WholeInput> snapshotState(long checkpointId) {
        return assigned ? List.of(new WholeInput(given)) : List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<WholeInput> splits) {
        for (WholeInput split : splits) {
            assigned = true;
            given = split.given();
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {
        if (iterator != null) {
            iterator.close();
        }
    }
}
