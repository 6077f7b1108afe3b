package io.kanshi.bench;

import java.nio.file.Path;
import java.util.List;

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

    private static final List<String> CORPORA = List.of("uniform", "hard");

    static BenchOptions parse(String... arguments) {
        BenchOptions options = new BenchOptions(
                1_000_000,
                3,
                3,
                CORPORA,
                Contestants.ALL,
                Path.of("target", "bench").toAbsolutePath());
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
                new BenchOptions(events, warmUp, rounds, corpora, some(option, value, Contestants.ALL), folder);
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
}
