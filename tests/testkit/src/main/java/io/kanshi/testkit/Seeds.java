package io.kanshi.testkit;

/**
 * Where randomised tests get their seed: a new one for every run, printed, so that a failure can be repeated with
 * {@code -Dkanshi.seed=<seed>}.
 */
public final class Seeds {

    /** The system property that repeats a run. */
    public static final String PROPERTY = "kanshi.seed";

    private Seeds() {}

    /** The seed of this run, printed with the name of what uses it. */
    public static long seedFor(String what) {
        Long given = Long.getLong(PROPERTY);
        long seed = given != null ? given : System.nanoTime() & 0xffff_ffffL;
        System.out.println(what + ": seed " + seed + " (repeat with -D" + PROPERTY + "=" + seed + ")");
        return seed;
    }

    /** Dice with the seed of this run. */
    public static Dice diceFor(String what) {
        return new Dice(seedFor(what));
    }
}
