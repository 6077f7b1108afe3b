package io.kanshi.job;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that breaks the job after some checkpoints, a given number of times. */
final class FailOnce<T> implements Sink<T> {

    private static final long serialVersionUID = 1;
    private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final int times;
    private final int checkpoints;

    FailOnce(int times, int checkpoints) {
        this.times = times;
        this.checkpoints = checkpoints;
        FAILURES.put(id, new AtomicInteger());
    }

    int failures() {
        return failures(id).get();
    }

    private static AtomicInteger failures(String id) {
        return FAILURES.computeIfAbsent(id, unused -> new AtomicInteger());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(id, times, checkpoints);
    }

    private static final class Writer<T> implements SinkWriter<T> {

        private final String id;
        private final int times;
        private final int checkpoints;
        private int flushes;

        Writer(String id, int times, int checkpoints) {
            this.id = id;
            this.times = times;
            this.checkpoints = checkpoints;
        }

        @Override
        public void write(T row, Context context) {
            if (flushes >= checkpoints && failures(id).get() < times) {
                failures(id).incrementAndGet();
                throw new IllegalStateException("broken on purpose");
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            flushes++;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
