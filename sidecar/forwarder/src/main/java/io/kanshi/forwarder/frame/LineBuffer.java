package io.kanshi.forwarder.frame;

import io.kanshi.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array that lines are written to, and sliced from. For one thread. */
final class LineBuffer {

    private byte[] bytes;
    private int end;

    LineBuffer(int size) {
        bytes = new byte[size];
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
