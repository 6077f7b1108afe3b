package io.kanshi.events;

import org.jspecify.annotations.Nullable;

/** Understands the names and numbers that loggers give to severities. What it does not know stays unknown: never a guess. */
final class Levels {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 13;
    private static final int SLOTS = 256;
    private static final Level[] ALL = Level.values();

    /** Open addressing by the first eight letters, lower case; the length tells the longer words apart. */
    private static final long[] WORDS = new long[SLOTS];

    private static final int[] LENGTHS = new int[SLOTS];
    private static final Level[] LEVELS = new Level[SLOTS];

    static {
        name(Level.TRACE, "trace", "trce", "trc", "verbose", "vrb", "finest");
        name(Level.DEBUG, "debug", "dbg", "dbug", "fine", "finer");
        name(Level.INFO, "info", "inf", "information", "informational", "notice", "note", "success");
        name(Level.WARN, "warn", "warning", "wrn");
        name(Level.ERROR, "error", "err", "eror", "fail", "severe");
        name(Level.FATAL, "fatal", "ftl", "critical", "crit", "emergency", "emerg", "alert", "panic", "dpanic");
    }

    private Levels() {}

    private static void name(Level level, String... words) {
        for (String word : words) {
            byte[] bytes = word.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            long packed = pack(bytes, 0, bytes.length);
            int slot = slot(packed);
            while (LENGTHS[slot] != 0) {
                slot = slot + 1 & SLOTS - 1;
            }
            WORDS[slot] = packed;
            LENGTHS[slot] = bytes.length;
            LEVELS[slot] = level;
        }
    }

    /** A level's name in any case, or null. */
    static @Nullable Level ofWord(byte[] bytes, int from, int end) {
        int length = end - from;
        if (length < SHORTEST || length > LONGEST) {
            return null;
        }
        long packed = pack(bytes, from, end);
        for (int slot = slot(packed); LENGTHS[slot] != 0; slot = slot + 1 & SLOTS - 1) {
            if (WORDS[slot] == packed && LENGTHS[slot] == length) {
                return LEVELS[slot];
            }
        }
        return null;
    }

    /** One letter, as klog, glog and others write it; upper case only. */
    static @Nullable Level ofLetter(int letter) {
        return switch (letter) {
            case 'T', 'V' -> Level.TRACE;
            case 'D' -> Level.DEBUG;
            case 'I' -> Level.INFO;
            case 'W' -> Level.WARN;
            case 'E' -> Level.ERROR;
            case 'F', 'C' -> Level.FATAL;
            default -> null;
        };
    }

    /** Numbers of pino and bunyan: 10 trace, 20 debug, … 60 fatal, with what users add between. Below 10 it could be anything. */
    static @Nullable Level ofPino(int number) {
        return number < 10 || number > 69 ? null : ALL[number / 10 - 1];
    }

    /** Syslog (RFC 5424, 6.2.1): 0 emergency, 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 informational, 7 debug. */
    static @Nullable Level ofSyslog(int number) {
        return switch (number) {
            case 0, 1, 2 -> Level.FATAL;
            case 3 -> Level.ERROR;
            case 4 -> Level.WARN;
            case 5, 6 -> Level.INFO;
            case 7 -> Level.DEBUG;
            default -> null;
        };
    }

    /** OpenTelemetry's SeverityNumber: 1–4 trace, 5–8 debug, 9–12 info, 13–16 warn, 17–20 error, 21–24 fatal. */
    static @Nullable Level ofOpenTelemetry(int number) {
        return number < 1 || number > 24 ? null : ALL[(number - 1) / 4];
    }

    /** Python's levelno: 10 debug, 20 info, 30 warning, 40 error, 50 critical. */
    static @Nullable Level ofPython(int number) {
        return number < 10 || number > 59 ? null : ALL[number / 10];
    }

    /** The first eight bytes with bit 5 set: of two different texts of letters only those that differ in case become equal. */
    private static long pack(byte[] bytes, int from, int end) {
        long packed = 0;
        for (int i = from, stop = Math.min(end, from + 8); i < stop; i++) {
            packed = packed << 8 | (bytes[i] & 0xff | 0x20);
        }
        return packed;
    }

    private static int slot(long packed) {
        return (int) ((packed * 0x9E3779B97F4A7C15L) >>> 56);
    }
}
