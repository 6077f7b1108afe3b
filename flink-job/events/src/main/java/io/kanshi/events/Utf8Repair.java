package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.util.Base64;

/** Makes text valid UTF-8. Broken text is rare, so only the test is quick. */
final class Utf8Repair {

    private Utf8Repair() {}

    static boolean isValid(Utf8 text) {
        return isValid(text.bytes(), text.offset(), text.end());
    }

    /** By the table of well-formed sequences (Unicode, 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. */
    static boolean isValid(byte[] b, int from, int end) {
        int i = from;
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

    /** Replaces what is broken by U+FFFD, in a copy. */
    static void repair(Utf8 text) {
        text.set(Utf8.of(text.toString()));
    }

    static Utf8 base64(Utf8 text) {
        byte[] encoded = Base64.getEncoder().encode(text.toByteArray());
        return new Utf8().set(encoded, 0, encoded.length);
    }

    /** Leaves at most {@code limit} bytes of the text, without cutting a character. */
    static void shorten(Utf8 text, int limit) {
        if (text.length() > limit) {
            text.set(text.bytes(), text.offset(), cut(text, limit));
        }
    }

    /** The length of the longest part of at most {@code limit} bytes that cuts no character. */
    static int cut(Utf8 text, int limit) {
        if (text.length() <= limit) {
            return text.length();
        }
        int length = limit;
        while (length > 0 && (text.at(length) & 0xc0) == 0x80) {
            length--;
        }
        return length;
    }
}
