package io.kanshi.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises keys by their bytes without making a String: the first eight bytes and the length choose a bucket, most unknown keys meet
 * an empty one, and short keys are compared as one number. Names are listed with the exact case and separators that loggers write.
 */
final class KeyTable {

    static final int UNKNOWN = -1;

    private static final int BUCKET_BITS = 9;
    private static final int BUCKETS = 1 << BUCKET_BITS;

    private final byte[][][] names = new byte[BUCKETS][0][];
    private final long[][] words = new long[BUCKETS][0];
    private final int[][] codes = new int[BUCKETS][0];

    /** Names are separated by spaces. The code comes back from {@link #find}; it must not be negative. */
    KeyTable add(int code, String spaced) {
        for (String name : spaced.split(" ", -1)) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (find(bytes, 0, bytes.length) != UNKNOWN) {
                throw new IllegalArgumentException("listed twice: " + name);
            }
            long word = Bytes.word(bytes, 0, bytes.length);
            int bucket = bucket(word, bytes.length);
            int size = codes[bucket].length;
            names[bucket] = Arrays.copyOf(names[bucket], size + 1);
            codes[bucket] = Arrays.copyOf(codes[bucket], size + 1);
            words[bucket] = Arrays.copyOf(words[bucket], size + 1);
            names[bucket][size] = bytes;
            words[bucket][size] = word;
            codes[bucket][size] = code;
        }
        return this;
    }

    int find(byte[] bytes, int from, int end) {
        if (end <= from) {
            return UNKNOWN;
        }
        int length = end - from;
        long word = Bytes.word(bytes, from, end);
        int bucket = bucket(word, length);
        long[] candidates = words[bucket];
        for (int i = 0; i < candidates.length; i++) {
            if (candidates[i] == word && isName(names[bucket][i], bytes, from, end)) {
                return codes[bucket][i];
            }
        }
        return UNKNOWN;
    }

    /** Beyond the first eight bytes, which are equal. */
    private static boolean isName(byte[] name, byte[] bytes, int from, int end) {
        int length = end - from;
        return name.length == length
                && (length <= Long.BYTES || Arrays.equals(bytes, from + Long.BYTES, end, name, Long.BYTES, length));
    }

    private static int bucket(long word, int length) {
        return (int) ((word + length) * 0x9E3779B97F4A7C15L >>> Long.SIZE - BUCKET_BITS);
    }
}
