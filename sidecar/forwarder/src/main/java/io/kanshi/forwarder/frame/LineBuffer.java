package io.kanshi.forwarder.frame;

import io.kanshi.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array that lines are written to, and sliced from. One that is bounded tells when it is full: who writes what may be of any size
 * asks, and says what was left out. For one thread.
 */
final class LineBuffer {

    private final int most;
    private byte[] bytes;
    private int end;
    private int leftOut;

    LineBuffer(int size) {
        this(size, Integer.MAX_VALUE);
    }

    /** @param most bytes at which it is full; what is being written then is written to its end all the same */
    LineBuffer(int size, int most) {
        this.bytes = new byte[size];
        this.most = most;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /** Takes back what was written behind an offset. */
    void cutTo(int offset) {
        end = offset;
        leftOut = 0;
    }

    /** How many bytes more it takes until it is full. */
    int room() {
        return Math.max(0, most - end);
    }

    /** Bytes that came when it was full are not written. */
    void leaveOut(int count) {
        leftOut += count;
    }

    int leftOut() {
        return leftOut;
    }

    LineBuffer put(byte b) {
        reserve(1);
        bytes[end++] = b;
        return this;
    }

    LineBuffer put(byte[] source) {
        return put(source, 0, source.length);
    }

    LineBuffer put(byte[] source, int start, int stop) {
        int length = stop - start;
        reserve(length);
        System.arraycopy(source, start, bytes, end, length);
        end += length;
        return this;
    }

    LineBuffer put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** The inside of a JSON string; the text must be UTF-8. */
    LineBuffer putEscaped(byte[] source, int start, int stop) {
        reserve(JsonText.escapedBound(stop - start));
        end = JsonText.escape(source, start, stop, bytes, end);
        return this;
    }

    /** The inside of a JSON string; what is no UTF-8 becomes U+FFFD. */
    LineBuffer putRepaired(byte[] source, int start, int stop) {
        byte[] valid = new String(source, start, stop - start, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return putEscaped(valid, 0, valid.length);
    }

    private void reserve(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, 2 * bytes.length));
        }
    }
}
