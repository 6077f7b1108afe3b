package io.kanshi.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What to measure.
 *
 * @param warmUp rounds that do not count: after one, a tenth to a third of a Java contestant's time is still the compiler's
 * @param folder where captures and archives are written, and deleted again
 */
record BenchOptions(long events, int warmUp, int rounds, List<String> corpora, List<String> contestants, Path folder) {

    static final String USAGE =
            "usage: tests/bench/replay [--events 1000000] [--warm-up 3] [--rounds 3] [--corpora uniform,hard] [--contestants "
                    + String.join(",", Contestants.ALL) + "] [--folder tests/bench/target/bench]";

    static final String JOB_USAGE =
            "usage: tests/bench/job [--events 3000000] [--warm-up 2] [--rounds 3] [--contestants "
                    + String.join(",", Contestants.LIVE) + "] [--folder tests/bench/target/job]";

    private static final List<String> CORPORA = List.of("uniform", "hard");

    static BenchOptions parse(String... arguments) {
        Path folder = Path.of("target", "bench").toAbsolutePath();
        return new BenchOptions(1_000_000, 3, 3, CORPORA, Contestants.ALL, folder).with(arguments);
    }

    /** What {@link JobBench} measures: longer rounds, so that checkpoints fall into them. */
    static BenchOptions parseJob(String... arguments) {
        Path folder = Path.of("target", "job").toAbsolutePath();
        return new BenchOptions(3_000_000, 2, 3, List.of("uniform"), Contestants.LIVE, folder).with(arguments);
    }

    private BenchOptions with(String... arguments) {
        BenchOptions options = this;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value.");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private BenchOptions with(String option, String value) {
        return switch (option) {
            case "--events" -> new BenchOptions(positive(option, value), warmUp, rounds, corpora, contestants, folder);
            case "--warm-up" -> new BenchOptions(events, positive(option, value), rounds, corpora, contestants, folder);
            case "--rounds" -> new BenchOptions(events, warmUp, positive(option, value), corpora, contestants, folder);
            case "--corpora" ->
                new BenchOptions(events, warmUp, rounds, some(option, value, CORPORA), contestants, folder);
            case "--contestants" ->
                new BenchOptions(events, warmUp, rounds, corpora, some(option, value, contestants), folder);
            case "--folder" ->
                new BenchOptions(
                        events,
                        warmUp,
                        rounds,
                        corpora,
                        contestants,
                        Path.of(value).toAbsolutePath());
            default -> throw new IllegalArgumentException("unknown option: " + option + ".");
        };
    }

    private static int positive(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number of at least 1: " + value + ".", e);
        }
        throw new IllegalArgumentException(option + " must be a number of at least 1: " + value + ".");
    }

    private static List<String> some(String option, String value, List<String> known) {
        List<String> chosen = List.of(value.split(",", -1));
        for (String name : chosen) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(option + " must be of " + known + ": " + name + ".");
            }
        }
        return chosen;
    }

    /** The line above every table: when, on what machine, how many rounds. */
    String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %s %s, Java %s, load average %.2f; median of %d rounds after %d to warm up%n",
                LocalDate.now(ZoneId.systemDefault()),
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                System.getProperty("java.version"),
                system.getSystemLoadAverage(),
                rounds,
                warmUp);
    }
}
