package io.kanshi.job.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the only split to the first reader that asks, and tells the others that there is none. */
public final class OneReaderEnumerator<S extends SourceSplit> implements SplitEnumerator<S, List<S>> {

    private final SplitEnumeratorContext<S> context;
    private final List<S> unassigned;

    public OneReaderEnumerator(SplitEnumeratorContext<S> context, List<S> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {
        // Readers ask.
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        if (!unassigned.isEmpty()) {
            context.assignSplit(unassigned.remove(0), reader);
        }
        context.signalNoMoreSplits(reader);
    }

    @Override
    public void addSplitsBack(List<S> splits, int reader) {
        unassigned.addAll(splits);
    }

    @Override
    public void addReader(int reader) {
        // It asks when it is ready.
    }

    @Override
    public List<S> snapshotState(long checkpoint) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
