package io.kanshi.forwarder.frame;

import io.kanshi.wire.ValidUtf8;
import java.util.Base64;

/**
 * Writes the bytes of a log: as they are where they are UTF-8; else the beginning of them repaired, for people, and all of the original
 * beside it in base64. Twice the longest line would not fit a record where it does not compress.
 */
final class LogText {

    static final int MAX_REPAIRED_BYTES = 128 << 10;

    private static final byte[] LOG_BASE64 = RecordFields.ascii(",\"log_base64\":\"");

    private LogText() {}

    /** Writes the text, its closing quote and what belongs behind it; where the text ends. The line's base64 is where it was written. */
    static int write(byte[] b, int from, int to, LineBuffer target, ReceivedLine line) {
        boolean valid = ValidUtf8.holds(b, from, to);
        if (valid) {
            target.putEscaped(b, from, to);
        } else {
            target.putRepaired(b, from, Math.min(to, from + MAX_REPAIRED_BYTES));
        }
        int end = target.end();
        target.put((byte) '"');
        line.base64Start = 0;
        line.base64End = 0;
        if (!valid) {
            byte[] original = from == 0 && to == b.length ? b : java.util.Arrays.copyOfRange(b, from, to);
            target.put(LOG_BASE64);
            line.base64Start = target.end();
            target.put(Base64.getEncoder().encode(original));
            line.base64End = target.end();
            target.put((byte) '"');
        }
        return end;
    }

    static int write(byte[] original, LineBuffer target, ReceivedLine line) {
        return write(original, 0, original.length, target, line);
    }
}
