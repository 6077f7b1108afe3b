package io.kanshi.wire;

import java.io.ByteArrayOutputStream;

/** Escaping and unescaping of JSON strings, bytes to bytes. */
public final class JsonText {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int REPLACEMENT = 0xfffd;

    private JsonText() {}

    /**
     * Unescapes a string that {@link JsonScanner} accepted. {@code target} needs room for {@code end - start} bytes from {@code at}.
     * Lone surrogates become U+FFFD. Returns the offset behind the last byte written.
     */
    public static int unescape(byte[] source, int start, int end, byte[] target, int at) {
        int out = at;
        int i = start;
        while (i < end) {
            byte c = source[i++];
            if (c != '\\') {
                target[out++] = c;
                continue;
            }
            byte kind = source[i++];
            if (kind != 'u') {
                target[out++] = plain(kind);
                continue;
            }
            int unit = hex(source, i);
            i += 4;
            int point = unit;
            if (Character.isHighSurrogate((char) unit)) {
                int low = i + 6 <= end && source[i] == '\\' && source[i + 1] == 'u' ? hex(source, i + 2) : -1;
                if (low >= 0 && Character.isLowSurrogate((char) low)) {
                    point = Character.toCodePoint((char) unit, (char) low);
                    i += 6;
                } else {
                    point = REPLACEMENT;
                }
            } else if (Character.isLowSurrogate((char) unit)) {
                point = REPLACEMENT;
            }
            out = encode(point, target, out);
        }
        return out;
    }

    private static byte plain(byte kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
        };
    }

    private static int encode(int point, byte[] target, int at) {
        int out = at;
        if (point < 0x80) {
            target[out++] = (byte) point;
        } else if (point < 0x800) {
            target[out++] = (byte) (0xc0 | point >> 6);
            target[out++] = (byte) (0x80 | point & 0x3f);
        } else if (point < 0x10000) {
            target[out++] = (byte) (0xe0 | point >> 12);
            target[out++] = (byte) (0x80 | point >> 6 & 0x3f);
            target[out++] = (byte) (0x80 | point & 0x3f);
        } else {
            target[out++] = (byte) (0xf0 | point >> 18);
            target[out++] = (byte) (0x80 | point >> 12 & 0x3f);
            target[out++] = (byte) (0x80 | point >> 6 & 0x3f);
            target[out++] = (byte) (0x80 | point & 0x3f);
        }
        return out;
    }

    /** The value of four hexadecimal digits, or −1. */
    static int hex(byte[] source, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(source[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Writes the text as the inside of a JSON string, without the quotes. The text must be valid UTF-8. */
    public static void escape(byte[] source, int start, int end, ByteArrayOutputStream target) {
        int from = start;
        for (int i = start; i < end; i++) {
            byte c = source[i];
            if (c == '"' || c == '\\' || (c >= 0 && c < 0x20)) {
                target.write(source, from, i - from);
                writeEscape(c, target);
                from = i + 1;
            }
        }
        target.write(source, from, end - from);
    }

    private static void writeEscape(byte c, ByteArrayOutputStream target) {
        target.write('\\');
        switch (c) {
            case '"', '\\' -> target.write(c);
            case '\n' -> target.write('n');
            case '\t' -> target.write('t');
            case '\r' -> target.write('r');
            default -> {
                target.write('u');
                target.write('0');
                target.write('0');
                target.write(HEX[c >> 4]);
                target.write(HEX[c & 0xf]);
            }
        }
    }
}
