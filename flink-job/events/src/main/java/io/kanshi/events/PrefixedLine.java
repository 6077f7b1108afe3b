package io.kanshi.events;

import org.jspecify.annotations.Nullable;

/**
 * A line that starts with what most text loggers put first, in whatever order: a time, a thread or category in brackets, a logger's
 * name, a level. Finds the level and where the message starts.
 *
 * <p>A level is believed only where it stands as loggers write it: in capitals, in brackets, or before a colon, a bar or a tab. The
 * word {@code error} in a sentence is none.
 */
final class PrefixedLine {

    /** Longer prefixes are not looked for, so that a line without one costs little. */
    private static final int MAX_PREFIX_BYTES = 256;

    private static final int MAX_TOKENS = 12;

    private final ShortPrefix shortPrefix = new ShortPrefix();
    private final MessageStart messageStart = new MessageStart();
    private byte[] b = new byte[0];
    private int position;
    private int limit;
    private boolean timed;
    private int afterTime;
    private boolean zoned;
    private boolean dated;
    private @Nullable Level level;
    private int message;

    /** Looks at the first line of a text. Afterwards {@link #level()} and {@link #message()} tell what was found. */
    void read(byte[] bytes, int from, int end) {
        b = bytes;
        position = from;
        limit = Math.min(end, from + MAX_PREFIX_BYTES);
        timed = false;
        zoned = false;
        dated = false;
        afterTime = from;
        level = null;
        message = from;
        for (int tokens = 0; tokens < MAX_TOKENS && level == null; tokens++) {
            position = skipSeparators(position);
            if (position >= limit || !token(tokens == 0)) {
                break;
            }
        }
        if (level != null) {
            message = messageStart.after(bytes, position, end);
        } else if (timed) {
            message = Bytes.skipBlanks(bytes, afterTime, end);
        }
    }

    @Nullable
    Level level() {
        return level;
    }

    int message() {
        return message;
    }

    private int skipSeparators(int from) {
        int i = from;
        while (i < limit) {
            int c = b[i];
            if (c == 0x1b) {
                i = Ansi.end(b, i, limit);
            } else if (c == ' ' || c == '\t' || c == ']' || c == ')' || c == '|' || c == '-' || c == ',') {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    /** Takes the token at the position; false when the prefix is over. */
    private boolean token(boolean first) {
        int c = b[position];
        if (Bytes.isDigit(c) || c == '+' && timed) {
            return digits(first);
        }
        if (c == '[' || c == '(') {
            return bracket(first);
        }
        if (first && shortPrefix.read(b, position, limit)) {
            position = shortPrefix.end();
            level = shortPrefix.level();
            return true;
        }
        if (c == '#' && timed) {
            position = wordEnd(position + 1);
            return true;
        }
        return Bytes.isLetter(c) && word(first);
    }

    private boolean digits(boolean first) {
        int i = position;
        int marks = 0;
        while (i < limit && isTimeByte(b[i], i)) {
            marks += b[i] == ':' || b[i] == '-' || b[i] == '/' ? 1 : 0;
            i++;
        }
        if (marks < 2 && !timed && !dated && !first) {
            return false;
        }
        if (marks >= 2 || b[position] == '+') {
            timed = true;
            afterTime = i < limit && b[i] == ']' ? i + 1 : i;
        }
        position = i;
        return i < limit;
    }

    /** Digits and what joins them in dates and times; the letters of {@code 2026-01-01T12:00:00Z} and {@code 17/May/2015}. */
    private boolean isTimeByte(int c, int at) {
        if (Bytes.isDigit(c) || c == ':' || c == '.' || c == '-' || c == '/' || c == '+') {
            return true;
        }
        boolean digitNext = at + 1 < limit && Bytes.isDigit(b[at + 1]);
        return (c == 'T' || c == ',') && digitNext || c == 'Z';
    }

    /** A level, a time to go into, or a thread's name to step over. */
    private boolean bracket(boolean first) {
        int start = position + 1;
        int i = start;
        while (i < limit && (b[i] == ' ' || b[i] == 0x1b)) {
            i = b[i] == ' ' ? i + 1 : Ansi.end(b, i, limit);
        }
        int stop = wordEnd(i);
        Level found = Levels.ofWord(b, i, stop);
        if (found == null && stop < limit && b[stop] == ':') {
            i = stop + 1;
            stop = wordEnd(i);
            found = Levels.ofWord(b, i, stop);
        }
        if (found != null && closes(stop)) {
            return found(found, bracketEnd(stop));
        }
        if (i < limit && (Bytes.isDigit(b[i]) || isDateWord(start, wordEnd(start)))) {
            position = start;
            return true;
        }
        int close = bracketEnd(start);
        position = close;
        return close < limit && (timed || first);
    }

    private boolean closes(int from) {
        int i = from;
        while (i < limit && (b[i] == ' ' || b[i] == 0x1b)) {
            i = b[i] == ' ' ? i + 1 : Ansi.end(b, i, limit);
        }
        return i < limit && (b[i] == ']' || b[i] == ')');
    }

    private int bracketEnd(int from) {
        int i = from;
        while (i < limit && b[i] != ']' && b[i] != ')') {
            i++;
        }
        return i < limit ? i + 1 : limit;
    }

    private boolean word(boolean first) {
        int end = wordEnd(position);
        Level found = Levels.ofWord(b, position, end);
        if (found != null && standsAsLevel(end, first)) {
            return found(found, end);
        }
        if (isDateWord(position, end) || timed && !zoned && isZone(position, end)) {
            dated = true;
            zoned |= timed;
            position = end;
            afterTime = timed ? end : afterTime;
            return true;
        }
        return timed && stepOverLogger(end);
    }

    private boolean standsAsLevel(int end, boolean first) {
        int next = end < limit ? b[end] : ' ';
        boolean capitals = isCapitals(position, end);
        if (next == ':' || next == '|') {
            return capitals || timed || first && isFrameworkWord(position);
        }
        if (next == '/' && capitals) {
            return timed;
        }
        if (!capitals) {
            return timed && (next == '\t' || next == ']' || next == ' ' && end + 1 < limit && b[end + 1] == ' ');
        }
        return next == ' '
                || next == '\t'
                || next == '['
                || next == ']'
                || next == 0x1b
                || next == '\n'
                || next == '\r';
    }

    /** {@code fail:} and {@code error:} are written by frameworks, {@code note:} and {@code alert:} by people. */
    private boolean isFrameworkWord(int from) {
        int c = b[from] | 0x20;
        return c != 'a' && c != 'n' && c != 's';
    }

    /** Python and loguru put a logger's name between time and level, set off by dashes or bars. */
    private boolean stepOverLogger(int wordEnd) {
        int i = wordEnd;
        while (i < limit && b[i] > ' ' && b[i] != '|') {
            i++;
        }
        int bar = Bytes.skipBlanks(b, i, limit);
        if (bar + 1 >= limit || b[bar] != '-' && b[bar] != '|' || b[bar + 1] != ' ') {
            return false;
        }
        position = bar;
        return true;
    }

    private boolean found(Level found, int end) {
        level = found;
        position = end;
        return true;
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < limit && Bytes.isLetter(b[i])) {
            i++;
        }
        return i;
    }

    private boolean isCapitals(int from, int end) {
        for (int i = from; i < end; i++) {
            if (b[i] >= 'a') {
                return false;
            }
        }
        return true;
    }

    /** {@code UTC}, {@code CET}, {@code PM}: two to four capitals behind a time. */
    private boolean isZone(int from, int end) {
        return end - from >= 2 && end - from <= 4 && isCapitals(from, end) && end < limit && b[end] == ' ';
    }

    private boolean isDateWord(int from, int end) {
        return end - from == 3 && DateWords.contains(b, from, end);
    }
}
