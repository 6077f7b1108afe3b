package io.kanshi.job.source;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source with one reader, whose state is how many elements it has given. A restart reads again from the start and passes over
 * that many: exact for elements that are always the same, however much is buffered behind them.
 */
public final class RepeatableSource<T> implements Source<T, WholeInput, List<WholeInput>> {

    private static final long serialVersionUID = 1;

    private final Elements<T> elements;

    public RepeatableSource(Elements<T> elements) {
        this.elements = elements;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, WholeInput> createReader(SourceReaderContext context) {
        return new RepeatableReader<>(elements, context);
    }

    @Override
    public SplitEnumerator<WholeInput, List<WholeInput>> createEnumerator(SplitEnumeratorContext<WholeInput> context) {
        return restoreEnumerator(context, List.of(new WholeInput(0)));
    }

    @Override
    public SplitEnumerator<WholeInput, List<WholeInput>> restoreEnumerator(
            SplitEnumeratorContext<WholeInput> context, List<WholeInput> unassigned) {
        return new OneReaderEnumerator<>(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<WholeInput> getSplitSerializer() {
        return WholeInput.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<WholeInput>> getEnumeratorCheckpointSerializer() {
        return WholeInput.LIST_SERIALIZER;
    }
}
