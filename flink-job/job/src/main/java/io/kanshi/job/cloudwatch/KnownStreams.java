package io.kanshi.job.cloudwatch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Log streams that are there as far as we know; the least recently used are forgotten first. All threads. */
final class KnownStreams {

    private final Map<String, Boolean> names;

    KnownStreams(int most) {
        names = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean contains(String name) {
        return names.get(name) != null;
    }

    synchronized void add(String name) {
        names.put(name, true);
    }

    synchronized void forget(String name) {
        names.remove(name);
    }
}
