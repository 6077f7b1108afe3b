package io.kanshi.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink into a list of this program, for what the summary shows: the job runs in the same JVM. Bounded by what replay gives it (alerts
 * and totals), and by {@link #MAX_ELEMENTS}.
 */
final class Collect<T> implements Sink<T> {

    private static final long serialVersionUID = 1;

    /** More alerts than anyone reads; the folder has them all. */
    static final int MAX_ELEMENTS = 100_000;

    private static final Map<String, List<Object>> LISTS = new ConcurrentHashMap<>();

    private final String name;

    Collect(String name) {
        this.name = name;
        LISTS.put(name, Collections.synchronizedList(new ArrayList<>()));
    }

    /** What was collected, and forgets it. */
    @SuppressWarnings("unchecked") // only this sink writes under its name
    List<T> take() {
        List<Object> elements = LISTS.remove(name);
        return elements == null ? List.of() : (List<T>) List.copyOf(elements);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        List<Object> target = LISTS.getOrDefault(name, new ArrayList<>());
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context at) {
                if (target.size() < MAX_ELEMENTS) {
                    target.add(element);
                }
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // The list stays for take().
            }
        };
    }
}
