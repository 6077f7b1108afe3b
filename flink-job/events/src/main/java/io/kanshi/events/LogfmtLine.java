package io.kanshi.events;

import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;

/** A line of {@code key=value} pairs with nothing between, values quoted where they hold blanks. */
final class LogfmtLine {

    private static final int LONGEST_KEY = 64;
    private static final int FEWEST_PAIRS = 2;

    private final Scratch scratch;
    private final Utf8 key = new Utf8();
    private final Utf8 value = new Utf8();

    LogfmtLine(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Gives the pairs to {@code fields}; false when anything else stands in the line, or neither level nor message does. */
    boolean read(byte[] b, int from, int end, Fields fields) {
        int pairs = 0;
        int i = Bytes.skipBlanks(b, from, end);
        while (i < end) {
            int equals = keyEnd(b, i, end);
            if (equals < 0) {
                return false;
            }
            key.set(b, i, equals - i);
            i = value(b, equals + 1, end);
            if (i < 0) {
                return false;
            }
            fields.take(key, value, Token.STRING);
            pairs++;
            i = Bytes.skipBlanks(b, i, end);
        }
        return pairs >= FEWEST_PAIRS && fields.understood();
    }

    private static int keyEnd(byte[] b, int from, int end) {
        int i = from;
        int stop = Math.min(end, from + LONGEST_KEY);
        while (i < stop && isKey(b[i])) {
            i++;
        }
        return i > from && i < end && b[i] == '=' ? i : -1;
    }

    private static boolean isKey(int c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '/';
    }

    /** Sets {@link #value} and returns the offset behind it, or −1 where a quote stays open. */
    private int value(byte[] b, int from, int end) {
        if (from < end && b[from] == '"') {
            return quoted(b, from + 1, end);
        }
        int i = from;
        while (i < end && !Bytes.isBlank(b[i])) {
            i++;
        }
        value.set(b, from, i - from);
        return i;
    }

    private int quoted(byte[] b, int from, int end) {
        boolean escaped = false;
        for (int i = from; i < end; i++) {
            if (b[i] == '\\') {
                escaped = true;
                i++;
            } else if (b[i] == '"') {
                if (escaped) {
                    scratch.unquote(b, from, i, value);
                } else {
                    value.set(b, from, i - from);
                }
                return i + 1;
            }
        }
        return -1;
    }
}
