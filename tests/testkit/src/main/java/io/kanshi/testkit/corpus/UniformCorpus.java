package io.kanshi.testkit.corpus;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The easy case: one service, four tasks, one JSON shape, in time order, a thousand lines a second; 88 % requests, 12 % health checks,
 * levels 90 % info, 5 % debug, 3 % warn, 2 % error. Errors have status 500, also in health checks: those fail and are kept.
 */
public final class UniformCorpus extends Corpus {

    private static final long START_MILLIS = 1_793_500_000_000L;

    private final List<Container> containers = List.of(
            Container.of("prod", "shop-api", 12, 0),
            Container.of("prod", "shop-api", 12, 1),
            Container.of("prod", "shop-api", 12, 2),
            Container.of("prod", "shop-api", 12, 3));

    /** Usage: UniformCorpus COUNT FILE [SEED]. */
    public static void main(String... arguments) throws IOException {
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : SEED;
        new UniformCorpus().write(Path.of(arguments[1]), Long.parseLong(arguments[0]), seed);
    }

    @Override
    long next(OutputStream out, Dice dice, long number, double progress) throws IOException {
        long millis = START_MILLIS + number;
        double kind = dice.between(0.0, 1.0);
        String level = level(dice.between(0, 99));
        Json log = Json.object().put("time", iso(millis)).put("level", level).put("msg", message(kind, dice));
        log.put("trace_id", dice.hex(32)).put("status", level.equals("error") ? 500 : 200);
        log.raw("latency_ms", decimal(dice.between(0, 299_999)).toString());
        log.put("caller", "handler/order.go:" + dice.between(10, 400));
        line(out, containers.get((int) (number & 3)), "stdout", millis, log.toString());
        return 1;
    }

    private static String message(double kind, Dice dice) {
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
