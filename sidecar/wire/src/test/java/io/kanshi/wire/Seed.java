package io.kanshi.wire;

import java.util.Random;

/** The seed of a randomised test: printed, and repeated by {@code -Dkanshi.seed=…}. */
final class Seed {

    private Seed() {}

    static Random random(String test) {
        long seed = Long.getLong("kanshi.seed", System.nanoTime());
        System.out.println(test + ": -Dkanshi.seed=" + seed);
        return new Random(seed);
    }
}
