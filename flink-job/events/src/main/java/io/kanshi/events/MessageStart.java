package io.kanshi.events;

import java.nio.charset.StandardCharsets;

/**
 * Finds where the message starts behind a level: steps over process ids, threads in brackets and the logger's name, but only if what
 * ends them stands there too ({@code " - "}, {@code " : "}, a colon, a tab). Otherwise all of it is the message.
 */
final class MessageStart {

    private static final int MAX_PARTS = 6;
    private static final int LONGEST_PART = 160;
    private static final byte[] EXCEPTION = "Exception:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "Error:".getBytes(StandardCharsets.US_ASCII);

    private byte[] b = new byte[0];
    private int end;

    int after(byte[] bytes, int from, int end) {
        this.b = bytes;
        this.end = end;
        int plain = from;
        if (plain < end && b[plain] == ':') {
            plain = pythonLogger(plain + 1);
        }
        int start = separators(plain);
        boolean separated = hasSeparator(plain, start);
        int i = start;
        for (int part = 0; part < MAX_PARTS && i < end; part++) {
            int c = b[i];
            int next = c == '[' || c == '(' ? bracketEnd(i) : wordEnd(i);
            if (next >= end) {
                break;
            }
            if (c != '[' && c != '(') {
                int message = behindLogger(i, next, separated);
                if (message > 0) {
                    return message;
                }
                if (!isNumber(i, next) && !isDashes(i, next) && !(part == 0 && b[next] == '\t')) {
                    break;
                }
            }
            i = blanks(next);
        }
        return start;
    }

    /** {@code ERROR:root:message}, Python's default. */
    private int pythonLogger(int from) {
        int i = from;
        while (i < end
                && i < from + LONGEST_PART
                && (Bytes.isLetter(b[i]) || Bytes.isDigit(b[i]) || b[i] == '.' || b[i] == '_')) {
            i++;
        }
        boolean name = i > from && i + 1 < end && b[i] == ':' && b[i + 1] != '/' && b[i + 1] != ' ' && b[i + 1] != ':';
        return name ? i + 1 : from;
    }

    /** Where the message starts if the word from {@code i} to {@code next} is a logger's name, else −1. */
    private int behindLogger(int i, int next, boolean separated) {
        byte last = b[next - 1];
        boolean qualified = isQualified(i, next);
        if (last == ']' && !holdsOpening(i, next)) {
            return separators(next);
        }
        if (last == ':' && next - i > 1) {
            boolean name = qualified && !endsWith(i, next, EXCEPTION) && !endsWith(i, next, ERROR);
            return name ? separators(next) : -1;
        }
        if (b[next] == '\t') {
            return qualified ? blanks(next) : -1;
        }
        int mark = blanks(next);
        boolean dash = mark + 1 < end && (b[mark] == '-' || b[mark] == ':') && b[mark + 1] == ' ';
        return dash && (qualified || !separated) ? separators(mark) : -1;
    }

    /** A class, file or module, not a word of the message: {@code c.x.Y}, {@code file.go:12}, {@code a::b}, {@code 12#12}. */
    private boolean isQualified(int from, int to) {
        for (int i = from; i < to - 1; i++) {
            int c = b[i];
            if ((c == '.' || c == ':' || c == '#') && b[i + 1] != '/' && i > from) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsOpening(int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '[') {
                return true;
            }
        }
        return false;
    }

    private boolean endsWith(int from, int to, byte[] word) {
        return to - from >= word.length && Bytes.equal(b, to - word.length, to, word);
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Bytes.isDigit(b[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isDashes(int from, int to) {
        return b[from] == '-' && b[to - 1] == '-';
    }

    private int bracketEnd(int from) {
        int stop = Math.min(end, from + LONGEST_PART);
        for (int i = from; i < stop; i++) {
            if (b[i] == ']' || b[i] == ')') {
                return i + 1;
            }
        }
        return end;
    }

    private int wordEnd(int from) {
        int stop = Math.min(end, from + LONGEST_PART);
        int i = from;
        while (i < stop && !Bytes.isBlank(b[i])) {
            i++;
        }
        return i < stop ? i : end;
    }

    private int blanks(int from) {
        return Bytes.skipBlanks(b, from, end);
    }

    private int separators(int from) {
        int i = from;
        while (i < end) {
            int c = b[i];
            if (c == Ansi.ESCAPE) {
                i = Ansi.end(b, i, end);
            } else if (Bytes.isBlank(c) || c == ']' || c == '|' || isLoneMark(i)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private boolean isLoneMark(int at) {
        int c = b[at];
        return (c == '-' || c == ':') && at + 1 < end && (b[at + 1] == ' ' || b[at + 1] == c && c == '-');
    }

    private boolean hasSeparator(int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '-' || b[i] == '|' || b[i] == ':') {
                return true;
            }
        }
        return false;
    }
}
