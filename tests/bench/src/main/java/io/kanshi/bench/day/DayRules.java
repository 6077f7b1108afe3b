package io.kanshi.bench.day;

import java.util.List;
import java.util.Locale;

/**
 * As many rules as asked for, by service: rates, counts and metrics in turn, over windows of one minute to an hour. Counts are looked at once
 * a minute: by default it would be once a second for each service that has errors in the window, which a day in minutes has no time for.
 */
final class DayRules {

    private static final List<String> WINDOWS = List.of("1m", "5m", "10m", "15m", "30m", "1h", "2m");

    private DayRules() {}

    static String text(int rules) {
        StringBuilder text = new StringBuilder("version: 1\nrules:\n");
        for (int i = 0; i < rules; i++) {
            String what = switch (i % 3) {
                case 0 -> "kind: error_rate, above: " + (10 + i % 80) + "%";
                case 1 -> "kind: error_count, every: 1m, above: " + i / 3;
                default ->
                    "kind: metric, metric: cpu_utilization, statistic: " + (i % 2 == 0 ? "avg" : "max") + ", above: "
                            + (60 + i);
            };
            text.append(String.format(
                    Locale.ROOT,
                    "  - { name: rule-%d, by: [service], window: %s, %s }%n",
                    i,
                    WINDOWS.get(i / 3 % WINDOWS.size()),
                    what));
        }
        return text.toString();
    }
}
