package io.kanshi.bench.day;

import java.nio.file.Path;

/**
 * What to run.
 *
 * @param every minutes of event time between two frames of a service
 * @param folder where archive and checkpoints are written, and deleted again
 */
record DayOptions(int services, int rules, int hours, int every, Path folder) {

    static final String USAGE =
            "usage: tests/bench/day [--services 10000] [--rules 20] [--hours 24] [--every 1] [--folder "
                    + "tests/bench/target/day]";

    /** An hour at a quarter of the way has to be there. */
    private static final int FEWEST_HOURS = 4;

    /** The longest window of the rules has to see more than one frame. */
    private static final int MOST_MINUTES = 30;

    static DayOptions parse(String... arguments) {
        DayOptions options =
                new DayOptions(10_000, 20, 24, 1, Path.of("target", "day").toAbsolutePath());
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value.");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private DayOptions with(String option, String value) {
        return switch (option) {
            case "--services" -> new DayOptions(between(option, value, 1, 100_000), rules, hours, every, folder);
            case "--rules" -> new DayOptions(services, between(option, value, 1, 100), hours, every, folder);
            case "--hours" ->
                new DayOptions(services, rules, between(option, value, FEWEST_HOURS, 24 * 7), every, folder);
            case "--every" -> new DayOptions(services, rules, hours, between(option, value, 1, MOST_MINUTES), folder);
            case "--folder" ->
                new DayOptions(services, rules, hours, every, Path.of(value).toAbsolutePath());
            default -> throw new IllegalArgumentException("unknown option: " + option + ".");
        };
    }

    private static int between(String option, String value, int least, int most) {
        String rule = option + " must be a number of " + least + " to " + most + ": " + value + ".";
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(rule, e);
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(rule);
        }
        return number;
    }
}
