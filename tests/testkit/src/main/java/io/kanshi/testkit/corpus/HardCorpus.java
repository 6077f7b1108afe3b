package io.kanshi.testkit.corpus;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What real fleets look like: 200 services whose volumes fall like 1/n, five log formats, stack traces as separate lines, six hours,
 * 10 % of the events up to 30 s late, 10 % health checks of which 5 % fail, and in the first three minutes of every hour an error
 * burst in every seventh service. Pieces of 16 KiB are left out.
 */
public final class HardCorpus extends Corpus {

    static final int SERVICES = 200;
    private static final long START_MILLIS = 1_793_491_200_000L;
    private static final long SPAN_MILLIS = Duration.ofHours(6).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long BURST_MILLIS = Duration.ofMinutes(3).toMillis();

    private final double[] cumulativeVolume = new double[SERVICES];
    private final List<List<Container>> containers = new ArrayList<>();
    private final HardLines lines = new HardLines(this);

    public HardCorpus() {
        double sum = 0;
        for (int i = 0; i < SERVICES; i++) {
            sum += 1.0 / (i + 1);
            cumulativeVolume[i] = sum;
            List<Container> tasks = new ArrayList<>();
            for (int copy = 0; copy < (i < 20 ? 4 : 1); copy++) {
                tasks.add(Container.of("prod", "svc-" + (1000 + i + "").substring(1), 3, copy));
            }
            containers.add(tasks);
        }
    }

    /** Usage: HardCorpus COUNT FILE [SEED]. */
    public static void main(String... arguments) throws IOException {
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : SEED;
        new HardCorpus().write(Path.of(arguments[1]), Long.parseLong(arguments[0]), seed);
    }

    @Override
    long next(OutputStream out, Dice dice, long number, double progress) throws IOException {
        long elapsed = (long) (SPAN_MILLIS * progress);
        int service = service(dice.between(0.0, cumulativeVolume[SERVICES - 1]));
        boolean burst = elapsed % HOUR_MILLIS < BURST_MILLIS && service % 7 == elapsed / HOUR_MILLIS;
        String level = level(dice, burst);
        long millis = START_MILLIS + elapsed - (dice.chance(0.10) ? dice.between(0, 30_000) : 0);
        Container container = dice.pick(containers.get(service));
        List<String> logs = lines.of(service, level, millis, dice);
        for (String log : logs) {
            line(out, container, level.equals("error") ? "stderr" : "stdout", millis, log);
        }
        return logs.size();
    }

    private static String level(Dice dice, boolean burst) {
        if (dice.chance(burst ? 0.5 : 0.01)) {
            return "error";
        }
        int twentieth = dice.between(0, 19);
        return twentieth < 18 ? "info" : twentieth == 18 ? "debug" : "warn";
    }

    private int service(double volume) {
        int at = java.util.Arrays.binarySearch(cumulativeVolume, volume);
        return Math.min(at < 0 ? -at - 1 : at, SERVICES - 1);
    }
}
