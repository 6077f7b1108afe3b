package io.kanshi.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Other ways to hold the same lines: none of them may change what comes out of a replay.
 *
 * <p>All of them keep the order of lines that share container, stream and time: nothing in such lines says which was first but their
 * order in the file.
 */
public final class Arrangements {

    private Arrangements() {}

    /** Cuts at random lines (also inside a stack trace) into so many files, one after the other. */
    public static List<List<CapturedLine>> split(List<CapturedLine> lines, int parts, Dice dice) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = 1; i < parts; i++) {
            cuts.add(dice.between(0, lines.size()));
        }
        cuts.add(lines.size());
        List<List<CapturedLine>> files = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            files.add(List.copyOf(lines.subList(from, to)));
            from = to;
        }
        return files;
    }

    /** One file a container, as when every task keeps its own. */
    public static List<List<CapturedLine>> byContainer(List<CapturedLine> lines) {
        Map<String, List<CapturedLine>> files = new HashMap<>();
        for (CapturedLine line : lines) {
            files.computeIfAbsent(line.container().id(), id -> new ArrayList<>())
                    .add(line);
        }
        return files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Deals the lines out to so many files at random; every file keeps their order, and lines of one moment stay in one file. */
    public static List<List<CapturedLine>> deal(List<CapturedLine> lines, int parts, Dice dice) {
        List<List<CapturedLine>> files = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            files.add(new ArrayList<>());
        }
        Map<Moment, Integer> chosen = new HashMap<>();
        for (CapturedLine line : lines) {
            int file = chosen.computeIfAbsent(Moment.of(line), moment -> dice.between(0, parts - 1));
            files.get(file).add(line);
        }
        return files;
    }

    /** All lines in one file by time. */
    public static List<CapturedLine> byTime(List<CapturedLine> lines) {
        List<CapturedLine> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingLong(CapturedLine::nanos));
        return sorted;
    }

    /**
     * Moves lines back at random so that none comes after a line that is {@code lateness} or more younger. Lines that were further out
     * of place than that before come out in place.
     */
    public static List<CapturedLine> shuffleWithin(List<CapturedLine> lines, Duration lateness, Dice dice) {
        Map<Moment, Long> places = new HashMap<>();
        for (CapturedLine line : lines) {
            places.computeIfAbsent(
                    Moment.of(line), moment -> line.nanos() + (long) (dice.between(0.0, 1.0) * lateness.toNanos()));
        }
        List<CapturedLine> shuffled = new ArrayList<>(lines);
        shuffled.sort(Comparator.comparingLong(line -> places.getOrDefault(Moment.of(line), line.nanos())));
        return shuffled;
    }

    /** What keeps lines together: nothing but their order in the file tells such lines apart in time. */
    private record Moment(String containerId, String source, long nanos) {

        static Moment of(CapturedLine line) {
            return new Moment(line.container().id(), line.source(), line.nanos());
        }
    }
}
