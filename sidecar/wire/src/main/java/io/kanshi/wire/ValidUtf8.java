package io.kanshi.wire;

/** Whether bytes are UTF-8. Stateless; quick on ASCII, which nearly all logs are. */
public final class ValidUtf8 {

    private static final long HIGHS = 0x8080808080808080L;

    private ValidUtf8() {}

    /** By the table of well-formed sequences (Unicode, 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. */
    public static boolean holds(byte[] b, int from, int end) {
        int i = behindAscii(b, from, end);
        while (i < end) {
            int c = b[i++];
            if (c >= 0) {
                continue;
            }
            int lead = c & 0xff;
            int length = lead >= 0xc2 && lead <= 0xdf
                    ? 1
                    : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
            if (length == 0 || i + length > end || !isSecond(lead, b[i] & 0xff)) {
                return false;
            }
            for (int k = 1; k < length; k++) {
                if ((b[i + k] & 0xc0) != 0x80) {
                    return false;
                }
            }
            i += length;
        }
        return true;
    }

    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0 && second <= 0xbf;
            case 0xed -> second >= 0x80 && second <= 0x9f;
            case 0xf0 -> second >= 0x90 && second <= 0xbf;
            case 0xf4 -> second >= 0x80 && second <= 0x8f;
            default -> (second & 0xc0) == 0x80;
        };
    }

    /** Where the first word that is not all ASCII begins, or what is left of a whole one. */
    private static int behindAscii(byte[] b, int from, int end) {
        int i = from;
        while (i + Words.BYTES <= end && (Words.read(b, i) & HIGHS) == 0) {
            i += Words.BYTES;
        }
        return i;
    }

    /** The last offset up to {@code at}, not before {@code start}, that does not split a character. */
    public static int boundary(byte[] b, int start, int at) {
        int i = at;
        while (i > start && at - i < 4 && (b[i] & 0xc0) == 0x80) {
            i--;
        }
        return i;
    }
}
