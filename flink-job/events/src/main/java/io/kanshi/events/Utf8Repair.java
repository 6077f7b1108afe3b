package io.kanshi.events;

import io.kanshi.wire.Utf8;
import io.kanshi.wire.ValidUtf8;
import java.util.Base64;

/** Makes text valid UTF-8. Broken text is rare, so only the test is quick. */
final class Utf8Repair {

    private Utf8Repair() {}

    static boolean isValid(Utf8 text) {
        return ValidUtf8.holds(text.bytes(), text.offset(), text.end());
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
