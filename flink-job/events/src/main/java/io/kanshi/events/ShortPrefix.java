package io.kanshi.events;

import org.jspecify.annotations.Nullable;

/**
 * Prefixes that give the level in one character: klog's {@code E0102 15:04:05.678 1 file.go:12] }, Ruby's
 * {@code E, [2026-01-01T… #1] ERROR -- : }, and syslog's {@code <11>}.
 */
final class ShortPrefix {

    private static final int HIGHEST_PRIORITY = 191;

    private @Nullable Level level;
    private int end;

    /** Whether such a prefix stands at {@code from}; then {@link #level()} and {@link #end()} tell about it. */
    boolean read(byte[] b, int from, int limit) {
        if (b[from] == '<') {
            return syslog(b, from, limit);
        }
        level = Levels.ofLetter(b[from]);
        if (level == null || from + 6 >= limit) {
            return false;
        }
        if (b[from + 5] == ' ' && Bytes.number(b, from + 1, from + 5) >= 0) {
            end = behind(b, from + 5, limit, "] ");
            return true;
        }
        if (b[from + 1] == ',' && b[from + 2] == ' ' && b[from + 3] == '[') {
            end = behind(b, from + 3, limit, "-- ");
            return true;
        }
        return false;
    }

    @Nullable
    Level level() {
        return level;
    }

    /** The offset behind the prefix, but for blanks. */
    int end() {
        return end;
    }

    private static int behind(byte[] b, int from, int limit, String mark) {
        for (int i = from; i + mark.length() <= limit; i++) {
            int k = 0;
            while (k < mark.length() && b[i + k] == mark.charAt(k)) {
                k++;
            }
            if (k == mark.length()) {
                return i + k - 1;
            }
        }
        return from;
    }

    /** RFC 3164 and 5424: the level is the priority modulo 8. */
    private boolean syslog(byte[] b, int from, int limit) {
        int stop = from + 1;
        while (stop < limit && stop < from + 4 && Bytes.isDigit(b[stop])) {
            stop++;
        }
        int priority = Bytes.number(b, from + 1, stop);
        if (priority < 0 || priority > HIGHEST_PRIORITY || stop >= limit || b[stop] != '>') {
            return false;
        }
        level = Levels.ofSyslog(priority & 7);
        end = stop + 1;
        return true;
    }
}
