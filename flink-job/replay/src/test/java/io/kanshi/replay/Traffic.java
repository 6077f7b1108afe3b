package io.kanshi.replay;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Random logs of a few containers over twenty minutes and across a full hour, rich in what could depend on order: stack traces whose
 * lines share a time or lie microseconds apart, lines in pieces, equal lines at equal times in two containers, bursts of errors, and
 * metrics that breach. By time, as a router would have seen them.
 */
final class Traffic {

    static final Instant START = Instant.parse("2026-11-02T04:50:00Z");
    static final int MINUTES = 20;

    /** Each kind of rule, with keys from the identity and from attributes, with tumbling and with sliding windows. */
    static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, every: 10s, above: 20%, min_events: 5, for: 2 of 3, resolve_below: 10% }
              - { name: burst, kind: error_count, by: [service, container_id], window: 30s, above: 8, keep_firing_for: 1m }
              - { name: user, kind: error_count, by: [attributes.user], window: 2m, above: 5 }
              - { name: cpu, kind: metric, metric: cpu_utilization, statistic: avg, by: [service], window: 1m, above: 80, for: 2 of 3 }
              - { name: memory, kind: metric, metric: memory_utilization, statistic: max, by: [task_id], window: 30s, above: 70 }
            """;

    static final String PASSING_CHECK = "GET /healthz HTTP/1.1\" 200 2 \"-\" \"ELB-HealthChecker/2.0\"";

    private static final String METRICS = "[{\"Namespace\":\"ECS/ContainerInsights\",\"Metrics\":["
            + "{\"Name\":\"CpuUtilized\"},{\"Name\":\"CpuReserved\"},{\"Name\":\"MemoryUtilized\"},{\"Name\":\"MemoryReserved\"}]}]";

    private final Dice dice;
    private final List<CapturedLine> lines = new ArrayList<>();
    private final Container[] pay = {Container.of("shop", "pay", 3, 0), Container.of("shop", "pay", 3, 1)};
    private final Container[] stock = {Container.of("shop", "stock", 7, 0), Container.of("shop", "stock", 8, 0)};
    private final Container web = Container.of("shop", "web", 1, 0);

    private Traffic(Dice dice) {
        this.dice = dice;
    }

    /** About five thousand lines. */
    static List<CapturedLine> lines(Dice dice) {
        Traffic traffic = new Traffic(dice);
        for (int tenth = 0; tenth < MINUTES * 60 * 10; tenth++) {
            Instant time = START.plusMillis(tenth * 100L);
            if (dice.chance(0.12)) {
                traffic.speak(dice.chance(0.5) ? time : time.plusNanos(dice.between(0, 99_999_999)), tenth / 600);
            }
            if (tenth % 150 == 0) {
                traffic.measure(time, tenth / 600);
            }
        }
        return io.kanshi.testkit.Arrangements.byTime(traffic.lines);
    }

    private void speak(Instant time, int minute) {
        double trouble = minute % 7 == 3 || minute % 7 == 4 ? 0.7 : 0.03;
        if (dice.chance(trouble)) {
            fail(time);
            return;
        }
        switch (dice.between(0, 5)) {
            case 0 -> add(web, "stdout", time, "10.0.0.7 - - [02/Nov/2026:05:00:00 +0000] \"" + PASSING_CHECK);
            case 1 -> add(web, "stdout", time, json("info", "served /cart", time));
            case 2 -> {
                // The same words at the same time in two places.
                add(pay[0], "stdout", time, json("warn", "slow gateway", time));
                add(pay[1], "stdout", time, json("warn", "slow gateway", time));
            }
            case 3 -> add(dice.pick(stock), "stdout", time, text(time, "INFO", "moved " + dice.between(1, 900)));
            case 4 -> pieces(time);
            default -> add(dice.pick(pay), "stdout", time, json("info", "paid", time));
        }
    }

    private void fail(Instant time) {
        if (dice.chance(0.5)) {
            for (int i = dice.between(1, 3); i > 0; i--) {
                add(dice.pick(pay), "stdout", time, json("error", "card declined by " + dice.pick("ab", "cd"), time));
            }
            return;
        }
        trace(dice.pick(stock), dice.pick("stdout", "stderr"), time);
    }

    /** A stack trace: all lines at one time, or each some microseconds after the one before. */
    private void trace(Container container, String source, Instant time) {
        int step = dice.chance(0.5) ? 0 : dice.between(1, 4000);
        Instant at = time;
        add(container, source, at, text(time, "ERROR", "order " + dice.between(1, 10_000) + " is lost"));
        String[] causes = {"java.lang.IllegalStateException: gone", "Caused by: java.io.IOException: reset"};
        for (String cause : causes) {
            at = at.plusNanos(step * 1000L);
            add(container, source, at, cause);
            for (int frame = dice.between(1, 6); frame > 0; frame--) {
                at = at.plusNanos(step * 1000L);
                add(container, source, at, "\tat shop.Stock" + frame + ".take(Stock.java:" + dice.between(1, 90) + ")");
            }
        }
    }

    private void pieces(Instant time) {
        if (dice.chance(0.95)) {
            add(dice.pick(stock), "stdout", time, text(time, "WARN", "low on " + dice.pick("cups", "tea")));
            return;
        }
        String log = text(time, "INFO", "x".repeat(dice.between(Capture.PIECE_BYTES, 3 * Capture.PIECE_BYTES)));
        lines.addAll(Capture.pieces(new CapturedLine(dice.pick(stock), "stdout", time, log), dice.hex(16)));
    }

    private void measure(Instant time, int minute) {
        for (Container container : List.of(pay[0], pay[1], stock[0], stock[1], web)) {
            boolean hot = container.service().equals("stock") && minute % 9 >= 6;
            double cpu = hot ? dice.between(85.0, 99.0) : dice.between(5.0, 60.0);
            double memory = dice.chance(0.05) ? 71.5 : dice.between(20.0, 69.0);
            String log = Json.object()
                    .put(
                            "_aws",
                            Json.object().put("Timestamp", time.toEpochMilli()).raw("CloudWatchMetrics", METRICS))
                    .put("Type", "Container")
                    .raw("CpuUtilized", String.format(Locale.ROOT, "%.3f", cpu * 10.24))
                    .put("CpuReserved", 1024)
                    .raw("MemoryUtilized", String.format(Locale.ROOT, "%.3f", memory * 20.48))
                    .put("MemoryReserved", 2048)
                    .toString();
            add(container, "stdout", time.plus(Duration.ofMillis(dice.between(0, 900))), log);
        }
    }

    private String json(String level, String message, Instant time) {
        return Json.object()
                .put("time", time.toString())
                .put("level", level)
                .put("msg", message)
                .put("user", "u" + dice.between(1, 9))
                .put("trace_id", dice.hex(32))
                .toString();
    }

    private static String text(Instant time, String level, String message) {
        return time.toString().substring(0, 19).replace('T', ' ') + ",123 " + level + " [main] shop.Stock : " + message;
    }

    private void add(Container container, String source, Instant time, String log) {
        lines.add(new CapturedLine(container, source, time, log));
    }
}
