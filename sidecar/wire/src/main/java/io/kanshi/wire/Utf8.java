package io.kanshi.wire;

import java.nio.charset.StandardCharsets;
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

    /** The index of the first occurrence of a non-empty literal at or after {@code from}, or −1. */
    public int indexOf(byte[] literal, int from) {
        byte first = literal[0];
        int last = length() - literal.length;
        for (int i = from; i <= last; i++) {
            if (bytes[offset + i] == first && regionEquals(i, literal)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Utf8 that
                && length == that.length
                && java.util.Arrays.equals(bytes, offset, end(), that.bytes, that.offset, that.end());
    }

    @Override
    public int hashCode() {
        int hash = length;
        for (int i = offset, end = end(); i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The text; broken UTF-8 becomes U+FFFD. The empty text when absent. */
    @Override
    public String toString() {
        return new String(bytes, offset, length(), StandardCharsets.UTF_8);
    }
}
