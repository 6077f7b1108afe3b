package io.kanshi.replay;

import io.kanshi.job.Counter;
import io.kanshi.rules.AlertEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a replay tells at its end. */
final class Summary {

    /** Services with the most errors that are shown. */
    private static final int TOP_SERVICES = 10;

    private static final String[] FOLDERS = {
        "logs", "alerts", "errors", "error_rate", "threshold_breaches", "dead_letters"
    };
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final ReplayPlan plan;
    private final ReplayOutcome outcome;
    private final Console console;

    Summary(ReplayPlan plan, ReplayOutcome outcome, Console console) {
        this.plan = plan;
        this.outcome = outcome;
        this.console = console;
    }

    void print() {
        console.printBold("Replayed " + Words.count(plan.files().size(), "file") + span());
        for (String path : plan.passedOver()) {
            console.print("  passed over " + path + ": JSON, but not one value a line");
        }
        counts();
        errors();
        alerts();
        written();
        pace();
    }

    private String span() {
        long first = outcome.read().firstNanos();
        long last = outcome.read().clockNanos();
        if (first == Long.MIN_VALUE) {
            return ": no lines";
        }
        return ": " + time(first) + " to " + time(last) + " UTC (" + Words.duration((last - first) / SECOND) + ")";
    }

    private static String time(long nanos) {
        return time(Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND)));
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private void counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines read", outcome.read().lines());
        counts.put("events", outcome.total(Counter.EVENTS));
        counts.put("joined to the line before", outcome.read().joined());
        counts.put("health checks dropped", outcome.total(Counter.HEALTH_CHECKS_DROPPED));
        counts.put("dead letters", outcome.total(Counter.DEAD_LETTER_LINES));
        counts.put("late, not seen by rules", outcome.total(Counter.LATE));
        counts.put("implausible times", outcome.total(Counter.IMPLAUSIBLE_TIME));
        addUnlessZero(counts, "skipped by --from and --to", outcome.read().skipped());
        addUnlessZero(counts, "out of order for want of memory", outcome.read().crowded());
        addUnlessZero(counts, "panes too late for their window", outcome.total(Counter.LATE_PANES));
        addUnlessZero(counts, "panes cut by max_keys", outcome.total(Counter.CUT_KEYS));
        addUnlessZero(counts, "errors not told apart", outcome.total(Counter.CUT_FINGERPRINTS));
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(List.of(name, String.format("%,d", count))));
        new Table(1).print(rows, console);
    }

    private static void addUnlessZero(Map<String, Long> counts, String name, long count) {
        if (count != 0) {
            counts.put(name, count);
        }
    }

    private void errors() {
        Map<String, Long> byService = outcome.byScope(Counter.ERRORS);
        console.print("");
        console.printBold("Errors by service");
        if (byService.isEmpty()) {
            console.print("  none");
            return;
        }
        List<List<String>> rows = byService.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP_SERVICES)
                .map(entry -> List.of(Table.cut(entry.getKey()), String.format("%,d", entry.getValue())))
                .toList();
        new Table(1).print(rows, console);
        if (byService.size() > TOP_SERVICES) {
            console.print("  and " + Words.count(byService.size() - TOP_SERVICES, "service") + " more");
        }
    }

    private void alerts() {
        Map<String, List<AlertEvent>> byThread = outcome.alerts().stream()
                .collect(Collectors.groupingBy(AlertEvent::threadId, LinkedHashMap::new, Collectors.toList()));
        console.print("");
        console.printBold("Alerts");
        if (byThread.isEmpty()) {
            console.print("  none");
            return;
        }
        List<List<String>> rows = byThread.values().stream().map(Summary::alert).toList();
        new Table().print(rows, console);
    }

    private static List<String> alert(List<AlertEvent> thread) {
        AlertEvent first = thread.get(0);
        AlertEvent last = thread.get(thread.size() - 1);
        String end = last.status().equals("resolved") ? "resolved " + time(last.windowEnd()) : "still firing";
        String key = first.key().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return List.of(
                first.severity(),
                time(first.startedAt()),
                end,
                Table.cut(first.rule()),
                Table.cut(key),
                first.summary());
    }

    private void written() {
        console.print("");
        console.printBold("Written to " + plan.out());
        List<List<String>> rows = new ArrayList<>();
        for (String folder : FOLDERS) {
            long[] filesAndBytes = size(plan.out().resolve(folder));
            rows.add(List.of(folder + "/", Words.count(filesAndBytes[0], "file"), Words.bytes(filesAndBytes[1])));
        }
        new Table(1, 2).print(rows, console);
    }

    private static long[] size(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new long[2];
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> files = paths.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return new long[] {files.size(), bytes};
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void pace() {
        double seconds = outcome.nanos() / (double) SECOND;
        long events = outcome.total(Counter.EVENTS) + outcome.total(Counter.HEALTH_CHECKS_DROPPED);
        console.print("");
        console.print(String.format("%,d events in %.1f s: %,.0f events/s", events, seconds, events / seconds));
    }
}
