package io.kanshi.bench.day;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What was seen at the end of an hour of event time, nothing being under way.
 *
 * @param heapBytes after a collection
 * @param checkpointBytes of the whole checkpoint
 * @param lines handed out so far
 */
record Sample(int hour, long heapBytes, long checkpointBytes, long lines, long wallNanos) {

    /** More than so many times the size of a quarter of the way is growth. */
    private static final double FLAT = 1.25;

    static String title() {
        return "%5s %14s %16s %14s %12s%n".formatted("hour", "heap MB", "checkpoint MB", "lines", "lines/s");
    }

    String row(Sample before) {
        double seconds = (wallNanos - before.wallNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "%5d %14.1f %16.2f %,14d %,12.0f%n",
                hour,
                heapBytes / 1e6,
                checkpointBytes / 1e6,
                lines,
                (lines - before.lines) / seconds);
    }

    /** Sentences of what has grown from a quarter of the way to the end; none: nothing has. */
    static List<String> grown(List<Sample> hours) {
        return java.util.stream.Stream.of(
                        grown("heap", hours, Sample::heapBytes), grown("checkpoint", hours, Sample::checkpointBytes))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String grown(String what, List<Sample> hours, ToLongFunction<Sample> size) {
        Sample quarter = hours.get(hours.size() / 4 - 1);
        Sample end = hours.get(hours.size() - 1);
        double times = (double) size.applyAsLong(end) / size.applyAsLong(quarter);
        return times <= FLAT
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the %s has grown to %.2f times its size from hour %d to hour %d (%.2f at most)",
                        what,
                        times,
                        quarter.hour,
                        end.hour,
                        FLAT);
    }
}
