package io.kanshi.events;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds the line of a stack trace that names the exception: {@code java.lang.IllegalStateException: order 5 is gone}. */
final class ExceptionLine {

    private static final int LONGEST_NAME = 256;
    private static final List<byte[]> ENDINGS = List.of(
            ascii("Exception"),
            ascii("Error"),
            ascii("Throwable"),
            ascii("Failure"),
            ascii("Interrupt"),
            ascii("Warning"));

    private ExceptionLine() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The offset of the first such line, or −1. Causes, frames and what Python prints before the name are passed over. */
    static int find(byte[] b, int from, int end) {
        int i = from;
        while (i < end) {
            if (namesException(b, i, end)) {
                return i;
            }
            i = Bytes.lineEnd(b, i, end) + 1;
        }
        return -1;
    }

    private static boolean namesException(byte[] b, int from, int end) {
        int i = from;
        int stop = Math.min(end, from + LONGEST_NAME);
        while (i < stop && isNamePart(b[i])) {
            i++;
        }
        if (i == from || i < end && b[i] != ':' && !Bytes.isBlank(b[i])) {
            return false;
        }
        for (byte[] ending : ENDINGS) {
            if (i - from >= ending.length && Bytes.equal(b, i - ending.length, i, ending)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamePart(int c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '.' || c == '_' || c == '$' || c == '/';
    }
}
