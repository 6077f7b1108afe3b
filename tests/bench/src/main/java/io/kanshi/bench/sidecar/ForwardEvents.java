package io.kanshi.bench.sidecar;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import io.kanshi.testkit.sidecar.DockerLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Messages as Docker's driver sends them, for four containers that log a thousand JSON lines a second: 88 % requests, 12 % health checks,
 * levels 90 % info, 5 % debug, 3 % warn, 2 % error. The same bytes for the same count, 395 MB a million.
 */
final class ForwardEvents {

    private static final long SEED = 7;
    private static final long START_MILLIS = 1_793_500_000_000L;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Dice dice = new Dice(SEED);
    private final List<DockerLines> containers = new ArrayList<>();

    private ForwardEvents() {
        for (int i = 0; i < 4; i++) {
            String id = Container.of("prod", "shop-api", 12, i).id();
            containers.add(new DockerLines(
                    new Container("prod", "shop-api", 12, id, "0123456789abcdef" + i, "/ecs-shop-api-12-app-" + i)));
        }
    }

    static void write(Path file, long count) throws IOException {
        ForwardEvents events = new ForwardEvents();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long i = 0; i < count; i++) {
                out.write(events.message(i));
            }
        }
    }

    private byte[] message(long number) {
        Instant time = Instant.ofEpochMilli(START_MILLIS + number);
        String level = level(dice.between(0, 99));
        Json log = Json.object()
                .put("time", MILLIS.format(time))
                .put("level", level)
                .put("msg", text(dice.between(0.0, 1.0)))
                .put("trace_id", dice.hex(32))
                .put("status", level.equals("error") ? 500 : 200)
                .put("latency_ms", dice.between(0, 299_999) / 1e3)
                .put("caller", "handler/order.go:" + dice.between(10, 400));
        return containers
                .get((int) (number & 3))
                .line(time, "stdout", log.toString())
                .get(0);
    }

    private String text(double kind) {
        if (kind < 0.08) {
            return "finished unary call grpc.health.v1.Health/Check";
        }
        if (kind < 0.12) {
            return "/healthcheck.Check ok";
        }
        return "GET /api/v1/shops/" + dice.between(1, 9_999) + "/orders/" + dice.between(1, 10_000_000) + " handled";
    }

    private static String level(int percent) {
        if (percent < 90) {
            return "info";
        }
        if (percent < 95) {
            return "debug";
        }
        return percent < 98 ? "warn" : "error";
    }
}
