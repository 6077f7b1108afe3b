package io.kanshi.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Looks at text eight bytes at a time. Lines are read many times over (line end, ASCII, hash), and a step of eight bytes costs about as
 * much as a step of one.
 */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = '\n' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    /** The offset of the first line feed, or {@code end}. */
    static int lineEnd(byte[] bytes, int from, int end) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long other = (long) LONGS.get(bytes, i) ^ NEWLINES;
            long hit = (other - ONES) & ~other & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /**
     * Copies at most eight bytes of a JSON string, up to a quote, a backslash or a control character; how many. {@code to} needs room for
     * eight bytes, and up to eight may be written.
     */
    static int copyPlain(byte[] from, int at, int end, byte[] to, int out) {
        if (at + 8 <= end) {
            long word = (long) LONGS.get(from, at);
            LONGS.set(to, out, word);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long special =
                    ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (word - BLANKS) & ~word) & HIGHS;
            return special == 0 ? 8 : Long.numberOfTrailingZeros(special) >>> 3;
        }
        int i = at;
        while (i < end && from[i] != '"' && from[i] != '\\' && (from[i] < 0 || from[i] >= ' ')) {
            to[out + i - at] = from[i];
            i++;
        }
        return i - at;
    }

    /** Up to eight bytes as a number, so that short words are compared at once; the rest is zero. */
    static long word(byte[] bytes, int from, int end) {
        int length = end - from;
        if (from + 8 <= bytes.length) {
            long word = (long) LONGS.get(bytes, from);
            return length >= 8 ? word : word & (1L << (length << 3)) - 1;
        }
        long word = 0;
        for (int i = Math.min(end, from + 8) - 1; i >= from; i--) {
            word = word << 8 | (bytes[i] & 0xff);
        }
        return word;
    }

    /** Continues a hash with a region; equal regions continue equally. */
    static long hash(long seed, byte[] bytes, int from, int end) {
        long hash = seed ^ (end - from);
        int i = from;
        for (; i + 8 <= end; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xff);
        }
        hash = (hash ^ rest) * MIX;
        return hash ^ hash >>> 32;
    }

    static boolean equal(byte[] bytes, int from, int end, byte[] word) {
        return Arrays.equals(bytes, from, end, word, 0, word.length);
    }

    /** Whether the word stands at an offset, whole and before {@code end}. */
    static boolean at(byte[] bytes, int from, int end, byte[] word) {
        return end - from >= word.length && equal(bytes, from, from + word.length, word);
    }

    /** Where a lower-case ASCII word occurs in any case at or after {@code from}, or −1. */
    static int indexOfAnyCase(byte[] bytes, int from, int end, byte[] lowerCase) {
        byte first = lowerCase[0];
        for (int i = from, last = end - lowerCase.length; i <= last; i++) {
            if ((bytes[i] | 0x20) == first && atAnyCase(bytes, i, lowerCase)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean atAnyCase(byte[] bytes, int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[from + i] | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isHex(int c) {
        int lower = c | 0x20;
        return isDigit(c) || lower >= 'a' && lower <= 'f';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static int skipBlanks(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The value of a short run of digits that fills the region, or −1 (also when it has more than nine digits). */
    static int number(byte[] bytes, int from, int end) {
        if (end <= from || end - from > 9) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
