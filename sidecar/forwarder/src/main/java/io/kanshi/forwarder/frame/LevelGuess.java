package io.kanshi.forwarder.frame;

/**
 * How much a line matters, by a cheap look at its raw beginning: only when something has to go, and wrong sometimes. The first word that
 * is a level decides; a line without one ranks as info.
 */
enum LevelGuess {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    private static final int LOOKED_AT = 512;
    private static final String[] WORDS = {
        "trace",
        "debug",
        "info",
        "notice",
        "warn",
        "warning",
        "error",
        "err",
        "fatal",
        "crit",
        "critical",
        "panic",
        "severe"
    };
    private static final LevelGuess[] RANKS = {
        DEBUG, DEBUG, INFO, INFO, WARN, WARN, ERROR, ERROR, ERROR, ERROR, ERROR, ERROR, ERROR
    };

    static LevelGuess of(byte[] b, int start, int end) {
        int stop = Math.min(end, start + LOOKED_AT);
        int i = start;
        while (i < stop) {
            int from = i;
            while (i < stop && isLetter(b[i])) {
                i++;
            }
            LevelGuess found = i - from < 3 ? null : word(b, from, i);
            if (found != null) {
                return found;
            }
            i = Math.max(i, from + 1);
        }
        return INFO;
    }

    private static @org.jspecify.annotations.Nullable LevelGuess word(byte[] b, int from, int to) {
        for (int w = 0; w < WORDS.length; w++) {
            if (equal(b, from, to, WORDS[w])) {
                return RANKS[w];
            }
        }
        boolean exception = to - from > 5 && (endsWith(b, to, "Exception") || endsWith(b, to, "Error"));
        return exception ? ERROR : null;
    }

    private static boolean equal(byte[] b, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((b[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] b, int to, String word) {
        int from = to - word.length();
        for (int i = 0; i < word.length(); i++) {
            if (from < 0 || b[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
