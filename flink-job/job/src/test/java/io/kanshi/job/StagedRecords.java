package io.kanshi.job;

import io.kanshi.job.source.Elements;
import io.kanshi.job.source.OneReaderEnumerator;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.job.source.WholeInput;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Records that a test lets go a stage at a time, for jobs that run in this JVM. Its state is how many were given. */
final class StagedRecords implements Source<RawRecord, WholeInput, List<WholeInput>> {

    private static final long serialVersionUID = 1;
    private static final Map<String, AtomicInteger> OPEN = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> GIVEN = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final RepeatableSource<RawRecord> all;
    private final List<RawRecord> records;

    StagedRecords(List<RawRecord> records) {
        this.records = List.copyOf(records);
        this.all = new RepeatableSource<>(Elements.of(this.records));
        OPEN.put(id, new AtomicInteger());
        GIVEN.put(id, new AtomicInteger());
    }

    /** Lets the first so many records go. */
    void open(int count) {
        of(OPEN, id).set(count);
    }

    boolean allGiven() {
        return of(GIVEN, id).get() == of(OPEN, id).get();
    }

    private static AtomicInteger of(Map<String, AtomicInteger> numbers, String id) {
        return numbers.computeIfAbsent(id, unused -> new AtomicInteger());
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RawRecord, WholeInput> createReader(SourceReaderContext context) {
        return new Reader(records, id, context);
    }

    @Override
    public SplitEnumerator<WholeInput, List<WholeInput>> createEnumerator(SplitEnumeratorContext<WholeInput> context) {
        return new OneReaderEnumerator<>(context, List.of(new WholeInput(0)));
    }

    @Override
    public SplitEnumerator<WholeInput, List<WholeInput>> restoreEnumerator(
            SplitEnumeratorContext<WholeInput> context, List<WholeInput> unassigned) {
        return new OneReaderEnumerator<>(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<WholeInput> getSplitSerializer() {
        return all.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<WholeInput>> getEnumeratorCheckpointSerializer() {
        return all.getEnumeratorCheckpointSerializer();
    }

    private static final class Reader implements SourceReader<RawRecord, WholeInput> {

        private final List<RawRecord> records;
        private final String id;
        private final SourceReaderContext context;
        private int next = -1;

        Reader(List<RawRecord> records, String id, SourceReaderContext context) {
            this.records = records;
            this.id = id;
            this.context = context;
        }

        @Override
        public void start() {
            if (next < 0) {
                context.sendSplitRequest();
            }
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RawRecord> output) {
            if (next < 0 || next >= of(OPEN, id).get()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.collect(records.get(next++));
            of(GIVEN, id).set(next);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<WholeInput> snapshotState(long checkpointId) {
            return next < 0 ? List.of() : List.of(new WholeInput(next));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        }

        @Override
        public void addSplits(List<WholeInput> splits) {
            splits.forEach(split -> next = (int) split.given());
        }

        @Override
        public void notifyNoMoreSplits() {
            // There is one.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
