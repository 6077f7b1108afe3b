package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a program says: a line, or a line and its stack trace. With it what a reader should understand of it, told by who
 * wrote it and not by the program under test.
 *
 * @param nanos when it was said; the capture's time is a little later
 * @param logs the lines of it, the head first
 * @param level the level that the author meant; null when the text has none
 */
record Entry(
        Container container,
        String source,
        long nanos,
        List<String> logs,
        @Nullable String level,
        Kind kind) {

    enum Kind {
        LINE,
        HEALTH_PASSING,
        HEALTH_FAILING,
        METRICS
    }

    static Entry line(Container container, long nanos, @Nullable String level, String log) {
        return new Entry(container, "stdout", nanos, List.of(log), level, Kind.LINE);
    }

    static Entry check(Container container, long nanos, @Nullable String level, boolean passing, String log) {
        return new Entry(
                container, "stdout", nanos, List.of(log), level, passing ? Kind.HEALTH_PASSING : Kind.HEALTH_FAILING);
    }

    Entry onStderr() {
        return new Entry(container, "stderr", nanos, logs, level, kind);
    }
}
