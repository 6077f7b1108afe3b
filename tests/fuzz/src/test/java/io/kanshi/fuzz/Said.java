package io.kanshi.fuzz;

import java.util.Locale;

/** What a run of the fuzzer says at its end. */
final class Said {

    private Said() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static void say(String line) {
        System.out.println("FUZZED " + line);
    }
}
