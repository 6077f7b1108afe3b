package io.kanshi.testkit;

import java.util.List;
import java.util.Random;

/**
 * Random choices from a seed. It uses only those methods of {@link Random} whose algorithm is specified, so that generated files are
 * the same on every JDK. Not for several threads.
 */
public final class Dice {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from {@code low} (included) to {@code high} (excluded). */
    public double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** So many hexadecimal digits, lower case. */
    public String hex(int digits) {
        char[] text = new char[digits];
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            bits = (i & 15) == 0 ? random.nextLong() : bits >>> 4;
            text[i] = HEX[(int) (bits & 15)];
        }
        return new String(text);
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The generator itself, for {@link java.util.Collections#shuffle(List, Random)}. */
    public Random random() {
        return random;
    }
}
