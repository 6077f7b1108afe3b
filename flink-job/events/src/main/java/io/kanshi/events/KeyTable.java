package io.kanshi.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises keys by their bytes without making a String: a bucket is chosen by length, first, middle and last byte, and most unknown
 * keys meet an empty one. Names are listed with the exact case and separators that loggers write.
 */
final class KeyTable {

    static final int UNKNOWN = -1;

    private static final int BUCKETS = 512;

    private final byte[][][] names = new byte[BUCKETS][0][];
    private final int[][] codes = new int[BUCKETS][0];

    /** Names are separated by spaces. The code comes back from {@link #find}; it must not be negative. */
    KeyTable add(int code, String spaced) {
        for (String name : spaced.split(" ", -1)) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (find(bytes, 0, bytes.length) != UNKNOWN) {
                throw new IllegalArgumentException("listed twice: " + name);
            }
            int bucket = bucket(bytes, 0, bytes.length);
            int size = codes[bucket].length;
            names[bucket] = Arrays.copyOf(names[bucket], size + 1);
            codes[bucket] = Arrays.copyOf(codes[bucket], size + 1);
            names[bucket][size] = bytes;
            codes[bucket][size] = code;
        }
        return this;
    }

    int find(byte[] bytes, int from, int end) {
        if (end <= from) {
            return UNKNOWN;
        }
        int bucket = bucket(bytes, from, end);
        byte[][] candidates = names[bucket];
        for (int i = 0; i < candidates.length; i++) {
            if (Bytes.equal(bytes, from, end, candidates[i])) {
                return codes[bucket][i];
            }
        }
        return UNKNOWN;
    }

    private static int bucket(byte[] bytes, int from, int end) {
        int length = end - from;
        return (length * 67 + bytes[from] * 31 + bytes[from + length / 2] * 7 + bytes[end - 1] * 3) & (BUCKETS - 1);
    }
}
