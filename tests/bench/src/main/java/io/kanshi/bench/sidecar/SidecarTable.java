package io.kanshi.bench.sidecar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of all contestants and the table made of them: every cell is the median of its own column. */
final class SidecarTable {

    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final long events;

    SidecarTable(long events) {
        this.events = events;
    }

    void add(String contestant, Round round) {
        rounds.computeIfAbsent(contestant, name -> new ArrayList<>()).add(round);
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(line(
                "", "CPU s/M", "(least … most)", "wall s", "peak RSS MB", "MB sent", "records", "requests", "lost"));
        rounds.forEach((name, list) -> table.append(row(name, list)));
        return table.toString();
    }

    private String row(String name, List<Round> list) {
        List<Double> cpu = sorted(list, round -> round.cpuSeconds() * 1e6 / events);
        return line(
                name,
                decimal(cpu.get(cpu.size() / 2)),
                "(" + decimal(cpu.get(0)) + " … " + decimal(cpu.get(cpu.size() - 1)) + ")",
                decimal(median(list, Round::wallSeconds)),
                String.format(Locale.ROOT, "%.0f", median(list, Round::peakBytes) / 1e6),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        median(list, round -> round.totals().bytes()) / 1e6),
                whole(median(list, round -> round.totals().records())),
                whole(median(list, round -> round.totals().requests())),
                name.equals(Contestants.SIDECAR)
                        ? whole(median(list, round -> events - round.totals().events()))
                        : "-");
    }

    private static double median(List<Round> list, ToDoubleFunction<Round> column) {
        List<Double> sorted = sorted(list, column);
        return sorted.get(sorted.size() / 2);
    }

    private static List<Double> sorted(List<Round> list, ToDoubleFunction<Round> column) {
        return list.stream().map(column::applyAsDouble).sorted().toList();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-12s %8s  %-16s %7s %12s %8s %9s %9s %6s%n", (Object[]) cells);
    }
}
