package io.kanshi.testkit.shop;

import io.kanshi.testkit.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader of the sample must find, counted from what was meant, without reading the text again: labels.json. */
final class Labels {

    private static final String[] ALERTS = {
        alert("payment", "error_rate", "05:04:55", "05:10:00", "revision 42 asks a gateway that does not answer"),
        alert("payment", "error_count", "05:04:55", "05:07:00", "revision 42 asks a gateway that does not answer"),
        alert("checkout", "error_rate", "05:04:55", "05:10:00", "payment fails"),
        alert("inventory", "cpu_utilization", "05:12:00", "05:16:00", "the index is rebuilt"),
        alert("cart", "memory_utilization", "05:12:30", "05:18:00", "one task leaks and is killed at 05:20:30")
    };

    private static final class Counts {
        private int lines;
        private int events;
        private int joined;
        private int passing;
        private int failing;
        private int metrics;
        private int errors;
        private int arguable;
        private final Map<String, Integer> levels = new TreeMap<>();

        void add(Told told) {
            lines++;
            if (!told.head()) {
                joined++;
                return;
            }
            switch (told.entry().kind()) {
                case HEALTH_PASSING -> {
                    passing++;
                    return;
                }
                case HEALTH_FAILING -> failing++;
                case METRICS -> metrics++;
                default -> {}
            }
            events++;
            String level = told.entry().level();
            if (Oddities.ARGUABLE.equals(level)) {
                arguable++;
            } else {
                levels.merge(level == null ? "none" : level, 1, Integer::sum);
                errors += "error".equals(level) ? 1 : 0;
            }
        }

        Json json() {
            Json byLevel = Json.object();
            levels.forEach(byLevel::put);
            return Json.object()
                    .put("lines", lines)
                    .put("events", events)
                    .put("joined", joined)
                    .put("health_passing", passing)
                    .put("health_failing", failing)
                    .put("metrics", metrics)
                    .put("errors", errors)
                    .put("levels", byLevel)
                    .put("level_arguable", arguable);
        }
    }

    private Labels() {}

    static String of(List<Told> lines, Map<String, Integer> files, int brokenLines) {
        Map<String, Counts> services = new TreeMap<>();
        for (Told told : lines) {
            services.computeIfAbsent(told.line().container().service(), service -> new Counts())
                    .add(told);
        }
        StringBuilder text = new StringBuilder("{\n");
        text.append(" \"from\": \"2026-11-02T04:45:00Z\",\n \"to\": \"2026-11-02T05:25:00Z\",\n");
        text.append(" \"lines\": ").append(lines.size() + brokenLines).append(",\n");
        text.append(" \"broken_lines\": ").append(brokenLines).append(",\n");
        text.append(" \"late_within_30s\": ")
                .append(late(lines, 1, Router.WITHIN))
                .append(",\n");
        text.append(" \"late_beyond_2m\": ")
                .append(late(lines, Router.BEYOND, Long.MAX_VALUE))
                .append(",\n \"implausible_time\": 1,\n \"files\": {\n  ");
        text.append(String.join(
                ",\n  ",
                files.entrySet().stream()
                        .map(file -> '"' + file.getKey() + "\": " + file.getValue())
                        .toList()));
        text.append("\n },\n \"services\": {\n  ");
        text.append(String.join(
                ",\n  ",
                services.entrySet().stream()
                        .map(service -> '"' + service.getKey() + "\": "
                                + service.getValue().json())
                        .toList()));
        text.append("\n },\n \"alerts\": [\n  ").append(String.join(",\n  ", ALERTS));
        return text.append("\n ]\n}\n").toString();
    }

    private static long late(List<Told> lines, long from, long to) {
        return lines.stream()
                .filter(told -> told.lateness() >= from && told.lateness() <= to)
                .count();
    }

    private static String alert(String service, String what, String from, String to, String why) {
        return Json.object()
                .put("service", service)
                .put("what", what)
                .put("fires_from", "2026-11-02T" + from + "Z")
                .put("fires_before", "2026-11-02T" + to + "Z")
                .put("why", why)
                .toString();
    }
}
