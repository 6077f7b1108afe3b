package io.kanshi.bench.sidecar;

import java.nio.file.Path;
import java.util.List;

/**
 * What to measure.
 *
 * @param folder where the messages, sockets and logs are written
 * @param classpath of the sidecar
 * @param java options of the sidecar's process
 */
record SidecarBenchOptions(
        long events, int rounds, List<String> contestants, Path folder, String classpath, String main, String java) {

    static final String USAGE = "usage: tests/bench/sidecar [--events 1000000] [--rounds 3] [--contestants "
            + String.join(",", Contestants.ALL) + "] [--folder tests/bench/target/sidecar] [--java \""
            + Contestants.SIDECAR_OPTIONS + "\"] [--classpath …] [--main " + Contestants.SIDECAR_MAIN + "]";

    static SidecarBenchOptions parse(String... arguments) {
        SidecarBenchOptions options = new SidecarBenchOptions(
                1_000_000,
                3,
                Contestants.ALL,
                Path.of("target", "sidecar").toAbsolutePath(),
                "",
                Contestants.SIDECAR_MAIN,
                Contestants.SIDECAR_OPTIONS);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value.");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private SidecarBenchOptions with(String option, String value) {
        return switch (option) {
            case "--events" ->
                new SidecarBenchOptions(positive(option, value), rounds, contestants, folder, classpath, main, java);
            case "--rounds" ->
                new SidecarBenchOptions(events, positive(option, value), contestants, folder, classpath, main, java);
            case "--contestants" ->
                new SidecarBenchOptions(events, rounds, some(option, value), folder, classpath, main, java);
            case "--folder" ->
                new SidecarBenchOptions(
                        events, rounds, contestants, Path.of(value).toAbsolutePath(), classpath, main, java);
            case "--classpath" -> new SidecarBenchOptions(events, rounds, contestants, folder, value, main, java);
            case "--main" -> new SidecarBenchOptions(events, rounds, contestants, folder, classpath, value, java);
            case "--java" -> new SidecarBenchOptions(events, rounds, contestants, folder, classpath, main, value);
            default -> throw new IllegalArgumentException("unknown option: " + option + ".");
        };
    }

    private static int positive(String option, String value) {
        if (value.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(option + " must be a number from 1 to 999999999: " + value + ".");
    }

    private static List<String> some(String option, String value) {
        List<String> chosen = List.of(value.split(",", -1));
        for (String name : chosen) {
            if (!Contestants.ALL.contains(name)) {
                throw new IllegalArgumentException(option + " must be of " + Contestants.ALL + ": " + name + ".");
            }
        }
        return chosen;
    }
}
