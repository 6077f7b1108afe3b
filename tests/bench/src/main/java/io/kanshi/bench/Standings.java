package io.kanshi.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rounds of all contestants on one corpus, and the table made of them. */
final class Standings {

    private final Map<String, List<Cost>> rounds = new LinkedHashMap<>();
    private final Map<String, Archive> archives = new LinkedHashMap<>();
    private final long events;

    Standings(long events) {
        this.events = events;
    }

    void add(String name, Cost cost, Archive archive) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
        archives.put(name, archive);
    }

    /** Whether all wrote the same lines. */
    boolean agree() {
        return archives.values().stream().map(Archive::lines).distinct().count() == 1;
    }

    String table() {
        Cost measure = rounds.containsKey(Contestants.MEASURE) ? median(Contestants.MEASURE) : null;
        StringBuilder table = new StringBuilder();
        table.append(line(
                "",
                "events/s",
                "(slowest … fastest)",
                "CPU s/M",
                "vs " + Contestants.MEASURE,
                "rows",
                "lines",
                "files",
                "MB"));
        for (String name : rounds.keySet()) {
            table.append(row(name, measure));
        }
        return table.toString();
    }

    private String row(String name, @Nullable Cost measure) {
        Cost median = median(name);
        List<Cost> all = sorted(name);
        Archive archive = archives.getOrDefault(name, new Archive(0, 0, 0, 0, 0));
        String ratio = measure == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f", (double) measure.wallNanos() / median.wallNanos());
        String range = String.format(
                Locale.ROOT,
                "(%,.0f … %,.0f)",
                all.get(all.size() - 1).eventsPerSecond(events),
                all.get(0).eventsPerSecond(events));
        return line(
                name,
                String.format(Locale.ROOT, "%,.0f", median.eventsPerSecond(events)),
                range,
                String.format(Locale.ROOT, "%.2f", medianCpu(name) / 1e9 * 1e6 / events),
                ratio,
                String.format(Locale.ROOT, "%,d", archive.rows()),
                String.format(Locale.ROOT, "%,d", archive.lines()),
                Integer.toString(archive.files()),
                String.format(Locale.ROOT, "%.1f", archive.bytes() / 1e6));
    }

    private Cost median(String name) {
        List<Cost> sorted = sorted(name);
        return sorted.get(sorted.size() / 2);
    }

    private long medianCpu(String name) {
        List<Long> sorted = sorted(name).stream().map(Cost::cpuNanos).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private List<Cost> sorted(String name) {
        return rounds.getOrDefault(name, List.of()).stream()
                .sorted(Comparator.comparingLong(Cost::wallNanos))
                .toList();
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-18s %10s  %-22s %8s %20s %10s %10s %6s %7s%n", (Object[]) cells);
    }
}
