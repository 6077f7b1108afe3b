package io.kanshi.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that keeps what it gets, for jobs that run in this JVM. */
final class Collected<T> implements Sink<T> {

    private static final long serialVersionUID = 1;
    private static final Map<String, List<Object>> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    Collected() {
        ALL.put(id, Collections.synchronizedList(new ArrayList<>()));
    }

    @SuppressWarnings("unchecked")
    List<T> rows() {
        return (List<T>) List.copyOf(ALL.getOrDefault(id, List.of()));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(id);
    }

    private static final class Writer<T> implements SinkWriter<T> {

        private final String id;

        Writer(String id) {
            this.id = id;
        }

        @Override
        public void write(T row, Context context) {
            ALL.getOrDefault(id, new ArrayList<>()).add(row);
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
}
