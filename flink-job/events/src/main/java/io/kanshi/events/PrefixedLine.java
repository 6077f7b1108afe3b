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
        if (c == '<' && first) {
            return syslogPriority();
        }
        if (c == '#' && timed) {
            position = wordEnd(position + 1);
            return true;
        }
        return Bytes.isLetter(c) && (first && shortForm() || word(first));
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

    /** klog's {@code E0102 15:04:05.678}, Ruby's {@code E, [2026-…}, and .NET's {@code fail: }. */
    private boolean shortForm() {
        int c = b[position];
        Level letter = Levels.ofLetter(c);
        if (letter != null && position + 6 < limit) {
            boolean klog = Bytes.number(b, position + 1, position + 5) >= 0 && b[position + 5] == ' ';
            boolean ruby = b[position + 1] == ',' && b[position + 2] == ' ' && b[position + 3] == '[';
            if (klog) {
                return found(letter, klogEnd(position + 5));
            }
            if (ruby) {
                return found(letter, rubyEnd(position + 3));
            }
        }
        return false;
    }

    private int klogEnd(int from) {
        for (int i = from; i + 1 < limit; i++) {
            if (b[i] == ']' && b[i + 1] == ' ') {
                return i + 1;
            }
        }
        return from;
    }

    private int rubyEnd(int from) {
        for (int i = from; i + 3 < limit; i++) {
            if (b[i] == '-' && b[i + 1] == '-' && b[i + 2] == ' ') {
                return i + 2;
            }
        }
        return from;
    }

    /** {@code <34>} of RFC 3164 and 5424: the level is the number modulo 8. */
    private boolean syslogPriority() {
        int end = position + 1;
        while (end < limit && end < position + 4 && Bytes.isDigit(b[end])) {
            end++;
        }
        int priority = Bytes.number(b, position + 1, end);
        if (priority < 0 || priority > 191 || end >= limit || b[end] != '>') {
            return false;
        }
        level = Levels.ofSyslog(priority & 7);
        position = end + 1;
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
