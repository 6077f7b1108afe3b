package io.kanshi.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sink that breaks the job a given number of times, each time in the middle: when elements came in, were part of a checkpoint, and
 * more came. It counts in its state, so that it knows where a restart went on.
 */
final class BreakTheJob<T> implements Sink<T>, SupportsWriterState<T, Long> {

    private static final long serialVersionUID = 1;

    /** Checkpoints with elements in them before it breaks: the first one may be all that a subtask has completed. */
    private static final int CHECKPOINTS = 2;

    private static final Map<String, History> HISTORIES = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final int times;

    /** What it did, over all subtasks and attempts. */
    private static final class History {
        private int breaks;
        private final List<Long> goneOnFrom = new ArrayList<>();
        private final Map<Integer, Long> counts = new ConcurrentHashMap<>();
    }

    BreakTheJob(int times) {
        this.times = times;
        HISTORIES.put(id, new History());
    }

    int breaks() {
        History history = history(id);
        synchronized (history) {
            return history.breaks;
        }
    }

    /** Elements that the subtask had counted when it broke and was restored. */
    List<Long> goneOnFrom() {
        History history = history(id);
        synchronized (history) {
            return List.copyOf(history.goneOnFrom);
        }
    }

    /** Elements in the end, over all subtasks. */
    long count() {
        return history(id).counts.values().stream().mapToLong(count -> count).sum();
    }

    private static History history(String id) {
        return HISTORIES.computeIfAbsent(id, unused -> new History());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(this, context.getTaskInfo().getIndexOfThisSubtask(), 0);
    }

    @Override
    public StatefulSinkWriter<T, Long> restoreWriter(WriterInitContext context, Collection<Long> states) {
        long count = states.stream().mapToLong(state -> state).sum();
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        History history = history(id);
        synchronized (history) {
            if (subtask == 0) {
                history.goneOnFrom.add(count);
            }
        }
        return new Writer<>(this, subtask, count);
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new Longs();
    }

    private static final class Writer<T> implements StatefulSinkWriter<T, Long> {

        private final BreakTheJob<T> sink;
        private final int subtask;
        private long count;
        private int checkpoints;

        Writer(BreakTheJob<T> sink, int subtask, long count) {
            this.sink = sink;
            this.subtask = subtask;
            this.count = count;
        }

        @Override
        public void write(T element, Context context) {
            count++;
            History history = history(sink.id);
            history.counts.put(subtask, count);
            synchronized (history) {
                if (subtask == 0 && checkpoints >= CHECKPOINTS && history.breaks < sink.times) {
                    history.breaks++;
                    throw new IllegalStateException("broken on purpose");
                }
            }
        }

        @Override
        public List<Long> snapshotState(long checkpointId) {
            checkpoints += count > 0 ? 1 : 0;
            return List.of(count);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class Longs implements SimpleVersionedSerializer<Long> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Long value) {
            return Long.toString(value).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        }

        @Override
        public Long deserialize(int version, byte[] bytes) {
            return Long.parseLong(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
        }
    }
}
