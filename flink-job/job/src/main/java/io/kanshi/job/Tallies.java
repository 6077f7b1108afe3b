package io.kanshi.job;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts of one subtask since the last flush. Bounded: it flushes itself when there are many scopes. */
final class Tallies {

    private static final int MAX_SCOPES = 10_000;

    private final Map<Counter, Map<String, long[]>> counts = new EnumMap<>(Counter.class);
    private final Consumer<Tally> out;
    private int scopes;

    Tallies(Consumer<Tally> out) {
        this.out = out;
        for (Counter counter : Counter.values()) {
            counts.put(counter, new HashMap<>());
        }
    }

    void add(Counter counter, String scope) {
        add(counter, scope, 1);
    }

    void add(Counter counter, String scope, long value) {
        Map<String, long[]> byScope = counts.getOrDefault(counter, Map.of());
        long[] count = byScope.get(scope);
        if (count == null) {
            count = new long[1];
            byScope.put(scope, count);
            scopes++;
        }
        count[0] = counter.combine(count[0], value);
        if (scopes >= MAX_SCOPES) {
            flush();
        }
    }

    void flush() {
        counts.forEach((counter, byScope) -> {
            byScope.forEach((scope, count) -> out.accept(new Tally(counter, scope, count[0])));
            byScope.clear();
        });
        scopes = 0;
    }
}
