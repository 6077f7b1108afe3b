package io.kanshi.replay.source;

import io.kanshi.wire.ValidUtf8;
import java.io.ByteArrayOutputStream;

/** The inside of a JSON string that nobody has validated: it is cut, judged and copied without being unescaped. */
final class EscapedText {

    private static final int UNICODE_ESCAPE = 6;
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private EscapedText() {}

    /** The end of what lies within {@code length} bytes, moved back so that no escape and no UTF-8 character is split. */
    static int boundary(byte[] b, int start, int end, int length) {
        if (end - start <= length) {
            return complete(b, start, end);
        }
        return ValidUtf8.boundary(b, start, complete(b, start, start + length));
    }

    private static int complete(byte[] b, int start, int end) {
        int i = start;
        while (i < end) {
            if (b[i] != '\\') {
                i++;
                continue;
            }
            int next = i + (i + 1 < end && b[i + 1] == 'u' ? UNICODE_ESCAPE : 2);
            if (next > end) {
                return i;
            }
            i = next;
        }
        return end;
    }

    /** The last byte of the text; −1 if it is empty or hard to tell. */
    static int lastByte(byte[] b, int start, int end) {
        if (start == end) {
            return -1;
        }
        int slashes = 0;
        for (int i = end - 2; i >= start && b[i] == '\\'; i--) {
            slashes++;
        }
        if ((slashes & 1) == 1) {
            return -1;
        }
        boolean mayBeUnicode = end - start >= UNICODE_ESCAPE && b[end - UNICODE_ESCAPE] == '\\' && b[end - 5] == 'u';
        return mayBeUnicode ? -1 : b[end - 1] & 0xff;
    }

    /** Copies the text; what JSON does not allow in a string is escaped, so that the event it is added to stays readable. */
    static void copy(byte[] b, int start, int end, ByteArrayOutputStream target) {
        int from = start;
        int i = start;
        while (i < end) {
            byte c = b[i];
            if (c == '\\') {
                int length = escapeLength(b, i, end);
                if (length > 0) {
                    i += length;
                    continue;
                }
            } else if (c < 0 || c >= 0x20) {
                i++;
                continue;
            }
            target.write(b, from, i - from);
            unicode(c, target);
            from = ++i;
        }
        target.write(b, from, end - from);
    }

    private static int escapeLength(byte[] b, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (b[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> at + UNICODE_ESCAPE <= end && hex(b, at + 2) ? UNICODE_ESCAPE : 0;
            default -> 0;
        };
    }

    private static boolean hex(byte[] b, int at) {
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(b[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void unicode(byte c, ByteArrayOutputStream target) {
        target.write('\\');
        target.write('u');
        target.write('0');
        target.write('0');
        target.write(HEX[c >> 4]);
        target.write(HEX[c & 0xf]);
    }
}
