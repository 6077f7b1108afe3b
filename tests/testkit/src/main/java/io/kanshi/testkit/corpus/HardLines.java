package io.kanshi.testkit.corpus;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The five formats of {@link HardCorpus}; a service keeps its own. */
final class HardLines {

    private static final String[] VERBS = {"GET", "POST", "PUT", "DELETE"};

    private final Corpus clock;

    HardLines(Corpus clock) {
        this.clock = clock;
    }

    /** The lines of one event: usually one, for an error in Java a stack trace. */
    List<String> of(int service, String level, long millis, Dice dice) {
        int format = service % 5;
        if (dice.chance(0.10)) {
            return List.of(healthCheck(service, format, dice.chance(0.05), millis, dice));
        }
        return switch (format) {
            case 0 -> List.of(json(level, millis, dice));
            case 1 -> List.of(access(service, level, millis, dice));
            case 2 -> java(service, level, millis, dice);
            case 3 ->
                List.of("ts=" + clock.iso(millis) + " level=" + level + " msg=\"query done\" table=orders rows="
                        + dice.between(0, 5_000) + " took=" + dice.between(1, 900) + "ms");
            default -> List.of(severity(level, millis, dice));
        };
    }

    private String healthCheck(int service, int format, boolean failing, long millis, Dice dice) {
        if (format == 1) {
            return "10.0." + service % 250 + '.' + dice.between(1, 250) + " - - [" + accessTime(millis)
                    + "] \"GET /healthz HTTP/1.1\" " + (failing ? 503 : 200) + " 2 \"-\" \"ELB-HealthChecker/2.0\"";
        }
        return Json.object()
                .put("time", clock.iso(millis))
                .put("level", failing ? "error" : "info")
                .put("msg", "finished unary call")
                .put("grpc.service", "grpc.health.v1.Health")
                .put("grpc.method", "Check")
                .put("grpc.code", failing ? "Unavailable" : "OK")
                .toString();
    }

    private String json(String level, long millis, Dice dice) {
        return Json.object()
                .put("time", clock.iso(millis))
                .put("level", level)
                .put("msg", dice.pick(VERBS) + ' ' + path(dice) + " handled")
                .put("trace_id", dice.hex(32))
                .put("status", level.equals("error") ? 500 : 200)
                .raw("latency_ms", Corpus.decimal(dice.between(0, 299_999)).toString())
                .put("user", Json.object().put("id", dice.between(1, 1_000_000)).put("plan", "pro"))
                .toString();
    }

    private String access(int service, String level, long millis, Dice dice) {
        return "10.0." + service % 250 + '.' + dice.between(1, 250) + " - - [" + accessTime(millis) + "] \""
                + dice.pick(VERBS) + ' ' + path(dice) + " HTTP/1.1\" " + (level.equals("error") ? 502 : 200) + ' '
                + dice.between(10, 100_000) + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
    }

    private static List<String> java(int service, String level, long millis, Dice dice) {
        List<String> lines = new ArrayList<>();
        String name =
                (level.equals("info") || level.equals("warn") ? level + ' ' : level).toUpperCase(java.util.Locale.ROOT);
        lines.add(Corpus.LOGBACK.format(Instant.ofEpochMilli(millis)) + ' ' + name + " [http-nio-8080-exec-"
                + dice.between(1, 200) + "] c.example.svc" + (1000 + service + "").substring(1)
                + ".OrderController : order "
                + dice.between(1, 10_000_000) + " for customer " + dice.between(1, 1_000_000));
        if (level.equals("error")) {
            lines.add("java.lang.IllegalStateException: order " + dice.between(1, 10_000_000) + " is gone");
            int frames = dice.between(5, 25);
            for (int frame = 0; frame < frames; frame++) {
                lines.add("\tat com.example.Order" + frame + ".handle(Order.java:" + dice.between(10, 900) + ")");
            }
            lines.add("Caused by: java.net.SocketTimeoutException: Read timed out");
            lines.add("\t... 12 more");
        }
        return lines;
    }

    private String severity(String level, long millis, Dice dice) {
        return Json.object()
                .put("severity", level.toUpperCase(java.util.Locale.ROOT))
                .put(
                        "message",
                        "TraceID: " + dice.hex(32) + " cache " + dice.pick("hit", "miss") + " for key user:"
                                + dice.between(1, 1_000_000))
                .put("timestamp", clock.iso(millis))
                .toString();
    }

    private static String path(Dice dice) {
        return "/api/v1/shops/" + dice.between(1, 9_999) + "/orders/" + dice.between(1, 10_000_000);
    }

    private static String accessTime(long millis) {
        return Corpus.ACCESS_LOG.format(Instant.ofEpochMilli(millis));
    }
}
