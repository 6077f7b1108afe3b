package io.kanshi.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rounds of all contestants on one corpus, and the table made of them. */
final class Standings {

    private final Map<String, List<Cost>> rounds = new LinkedHashMap<>();
    private final Map<String, Archive> archives = new LinkedHashMap<>();
    private final long events;
    private final String measure;

    /** @param measure the contestant that the others are compared with */
    Standings(long events, String measure) {
        this.events = events;
        this.measure = measure;
    }

    void add(String name, Cost cost, Archive archive) {
        add(name, cost);
        archives.put(name, archive);
    }

    /** A round of a contestant that writes none. */
    void add(String name, Cost cost) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
    }

    /** Whether all wrote the same lines, those who write any. */
    boolean agree() {
        return archives.values().stream().map(Archive::lines).distinct().count() <= 1;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(line(
                "", "events/s", "(slowest … fastest)", "CPU s/M", "vs " + measure, "rows", "lines", "files", "MB"));
        for (String name : rounds.keySet()) {
            table.append(row(name));
        }
        return table.toString();
    }

    private String row(String name) {
        Cost median = median(name);
        List<Cost> all = sorted(name);
        Archive archive = archives.getOrDefault(name, new Archive(0, 0, 0, 0, 0));
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
                rate(name, measure),
                String.format(Locale.ROOT, "%,d", archive.rows()),
                String.format(Locale.ROOT, "%,d", archive.lines()),
                Integer.toString(archive.files()),
                String.format(Locale.ROOT, "%.1f", archive.bytes() / 1e6));
    }

    /** How many times as fast the one is as the other, by their medians; "-" where one did not take part. */
    String rate(String one, String other) {
        return rounds.containsKey(one) && rounds.containsKey(other)
                ? String.format(
                        Locale.ROOT,
                        "%.2f",
                        (double) median(other).wallNanos() / median(one).wallNanos())
                : "-";
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
