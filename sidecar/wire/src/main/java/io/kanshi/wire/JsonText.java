package io.kanshi.wire;

import java.io.ByteArrayOutputStream;

/** Escaping and unescaping of JSON strings, bytes to bytes. */
public final class JsonText {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int REPLACEMENT = 0xfffd;

    private JsonText() {}

    /**
     * Unescapes a string that {@link JsonScanner} accepted. {@code target} is another array with room for {@code end - start} bytes
     * from {@code at}. Lone surrogates become U+FFFD. Returns the offset behind the last byte written.
     */
    public static int unescape(byte[] source, int start, int end, byte[] target, int at) {
        int out = at;
        int i = start;
        while (i < end) {
            int backslash = copyToBackslash(source, i, end, target, out);
            out += backslash - i;
            i = backslash + 1;
            if (backslash == end) {
                break;
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

    /** Copies up to the next backslash or the end; where that is. */
    private static int copyToBackslash(byte[] source, int from, int end, byte[] target, int at) {
        int i = from;
        int out = at;
        for (int last = end - Words.BYTES; i <= last; i += Words.BYTES, out += Words.BYTES) {
            long word = Words.read(source, i);
            Words.write(target, out, word);
            long backslashes = Words.backslashes(word);
            if (backslashes != 0) {
                return i + Words.first(backslashes);
            }
        }
        while (i < end && source[i] != '\\') {
            target[out++] = source[i++];
        }
        return i;
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

    /** How many bytes follow the backslash; 0 when it is no escape. */
    static int escapeLength(byte[] bytes, int backslash, int end) {
        if (backslash + 1 >= end) {
            return 0;
        }
        return switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 1;
            case 'u' -> backslash + 5 < end && hex(bytes, backslash + 2) >= 0 ? 5 : 0;
            default -> 0;
        };
    }

    /** The value of four hexadecimal digits; negative when they are none. */
    static int hex(byte[] source, int at) {
        return digit(source[at]) << 12
                | digit(source[at + 1]) << 8
                | digit(source[at + 2]) << 4
                | digit(source[at + 3]);
    }

    /** −1, which stays negative however it is shifted and joined, for anything else. */
    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Writes the text as the inside of a JSON string, without the quotes. The text must be valid UTF-8. */
    public static void escape(byte[] source, int start, int end, ByteArrayOutputStream target) {
        int from = start;
        int special = Words.nextSpecial(source, start, end);
        while (special < end) {
            target.write(source, from, special - from);
            writeEscape(source[special], target);
            from = special + 1;
            special = Words.nextSpecial(source, from, end);
        }
        target.write(source, from, end - from);
    }

    /** The room that {@link #escape(byte[], int, int, byte[], int)} may need for so many bytes. */
    public static int escapedBound(int length) {
        return 6 * length + Words.BYTES;
    }

    /**
     * The same into an array that has room for {@link #escapedBound} bytes from {@code at}; the offset behind the last byte written.
     * Eight bytes at a time: copied whole, then gone back to the first that must be escaped.
     */
    public static int escape(byte[] source, int start, int end, byte[] target, int at) {
        int i = start;
        int out = at;
        while (i + Words.BYTES <= end) {
            long word = Words.read(source, i);
            Words.write(target, out, word);
            long specials = Words.specials(word);
            if (specials == 0) {
                i += Words.BYTES;
                out += Words.BYTES;
                continue;
            }
            int plain = Words.first(specials);
            out = escape(source[i + plain], target, out + plain);
            i += plain + 1;
        }
        for (; i < end; i++) {
            byte c = source[i];
            if (c < 0 || c >= ' ' && c != '"' && c != '\\') {
                target[out++] = c;
            } else {
                out = escape(c, target, out);
            }
        }
        return out;
    }

    private static int escape(byte c, byte[] target, int at) {
        int out = at;
        target[out++] = '\\';
        switch (c) {
            case '"', '\\' -> target[out++] = c;
            case '\n' -> target[out++] = 'n';
            case '\t' -> target[out++] = 't';
            case '\r' -> target[out++] = 'r';
            default -> {
                target[out++] = 'u';
                target[out++] = '0';
                target[out++] = '0';
                target[out++] = HEX[c >> 4];
                target[out++] = HEX[c & 0xf];
            }
        }
        return out;
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
