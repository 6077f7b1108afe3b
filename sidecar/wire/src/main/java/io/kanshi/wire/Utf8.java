package io.kanshi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mutable view of UTF-8 bytes: offset and length in an array that someone else owns.
 *
 * <p>Log text is mostly copied, hardly ever read: a view travels from the scanner to the Parquet column without becoming a String.
 * Views are reused for every event, so whoever wants to keep the text copies it. Not thread-safe. An absent value ({@code null} in
 * a column) is told from an empty text.
 */
public final class Utf8 {

    private static final byte[] NONE = new byte[0];

    /** An odd constant that spreads bits (2^64 divided by the golden ratio). */
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private byte[] bytes = NONE;
    private int offset;
    private int length = -1;

    /** An absent value. */
    public Utf8() {}

    /** A view of a fresh copy of the text. */
    public static Utf8 of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8().set(bytes, 0, bytes.length);
    }

    public Utf8 set(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    public Utf8 set(Utf8 other) {
        return set(other.bytes, other.offset, other.length);
    }

    /** Makes the value absent. */
    public void clear() {
        bytes = NONE;
        offset = 0;
        length = -1;
    }

    public boolean isPresent() {
        return length >= 0;
    }

    /** Absent or of length zero. */
    public boolean isEmpty() {
        return length <= 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** The length in bytes; 0 when absent. */
    public int length() {
        return Math.max(length, 0);
    }

    /** The offset behind the last byte. */
    public int end() {
        return offset + length();
    }

    public byte at(int index) {
        return bytes[offset + index];
    }

    public byte[] toByteArray() {
        byte[] copy = new byte[length()];
        System.arraycopy(bytes, offset, copy, 0, copy.length);
        return copy;
    }

    public boolean contentEquals(byte[] other) {
        return length == other.length && regionEquals(0, other);
    }

    public boolean startsWith(byte[] prefix) {
        return length >= prefix.length && regionEquals(0, prefix);
    }

    /** Whether the bytes from {@code index} on are {@code other}; false when fewer are left. */
    public boolean regionEquals(int index, byte[] other) {
        if (length() - index < other.length) {
            return false;
        }
        for (int i = 0; i < other.length; i++) {
            if (bytes[offset + index + i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The index of the first occurrence of a non-empty literal at or after {@code from}, or −1. Looks at eight places at a time, for
     * the literal's first and last byte.
     */
    public int indexOf(byte[] literal, int from) {
        int behind = literal.length - 1;
        long firsts = Words.repeated(literal[0]);
        long lasts = Words.repeated(literal[behind]);
        int i = offset + from;
        for (int stop = end() - behind - Words.BYTES; i <= stop; i += Words.BYTES) {
            long marks = Words.equal(Words.read(bytes, i), firsts) & Words.equal(Words.read(bytes, i + behind), lasts);
            for (; marks != 0; marks &= marks - 1) {
                int index = i - offset + Words.first(marks);
                if (regionEquals(index, literal)) {
                    return index;
                }
            }
        }
        for (int index = i - offset; index <= length() - literal.length; index++) {
            if (regionEquals(index, literal)) {
                return index;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Utf8 that
                && length == that.length
                && Arrays.equals(bytes, offset, end(), that.bytes, that.offset, that.end());
    }

    @Override
    public int hashCode() {
        long hash = length;
        int i = offset;
        int end = end();
        for (; i <= end - Words.BYTES; i += Words.BYTES) {
            hash = (hash ^ Words.read(bytes, i)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return Long.hashCode(hash * MIX);
    }

    /** The text; broken UTF-8 becomes U+FFFD. The empty text when absent. */
    @Override
    public String toString() {
        return new String(bytes, offset, length(), StandardCharsets.UTF_8);
    }
}
