package io.kanshi.wire;

import java.nio.charset.StandardCharsets;

/** What a line looks like, judged by its first few hundred bytes. Stateless; never throws on any bytes. */
final class LineShape {

    static final byte[] TRACEBACK = ascii("Traceback (most recent call last)");
    static final byte[] UNCAUGHT = ascii("Exception in thread ");
    static final byte[] UNHANDLED = ascii("Unhandled exception");
    static final byte[] GO_PANIC = ascii("panic: ");
    static final byte[] GO_FATAL = ascii("fatal error: ");
    static final byte[] GO_SIGNAL = ascii("[signal ");

    private static final byte[] GOROUTINE = ascii("goroutine ");
    private static final byte[] CREATED_BY = ascii("created by ");
    private static final byte[] EXIT_STATUS = ascii("exit status ");
    private static final byte[] RUNTIME_STACK = ascii("runtime stack:");
    private static final byte[] PANIC_FRAME = ascii("panic(");
    private static final byte[] AT = ascii("at ");
    private static final byte[] OPENING = ascii("(");
    private static final byte[] CAUSED_BY = ascii("Caused by: ");
    private static final byte[] SUPPRESSED = ascii("Suppressed: ");
    private static final byte[] WRAPPED_BY = ascii("Wrapped by: ");
    private static final byte[] STACK_TRACE = ascii("Stack trace:");
    private static final byte[] BACKTRACE = ascii("stack backtrace:");
    private static final byte[] RUST_NOTE = ascii("note: run with `RUST_BACKTRACE");
    private static final byte[] THREAD = ascii("thread '");
    private static final byte[] PANICKED = ascii("' panicked at ");
    private static final byte[] DURING_HANDLING = ascii("During handling of the above exception");
    private static final byte[] DIRECT_CAUSE = ascii("The above exception was the direct cause");
    private static final byte[] ELISION = ascii("...");
    private static final byte[] MORE = ascii(" more");
    private static final byte[] COMMON_FRAMES = ascii("common frames");
    private static final byte[] ADDITIONAL_FRAMES = ascii("additional frames");
    private static final byte[][] EXCEPTION_ENDS = {ascii("Exception"), ascii("Error"), ascii("Throwable")};
    private static final byte[][] LEVELS = {
        ascii("TRACE"),
        ascii("DEBUG"),
        ascii("INFO"),
        ascii("NOTICE"),
        ascii("WARNING"),
        ascii("WARN"),
        ascii("ERROR"),
        ascii("CRITICAL"),
        ascii("FATAL")
    };

    private LineShape() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isBlank(Utf8 text) {
        return afterSpace(text, 0) == text.length();
    }

    /** Only closing brackets, perhaps with a comma or semicolon: the end of a pretty-printed value. */
    static boolean isClosing(Utf8 text) {
        int end = trimmedEnd(text);
        for (int i = 0; i < end; i++) {
            byte c = text.at(i);
            if (c != '}' && c != ')' && c != ']' && c != ',' && c != ';') {
                return false;
            }
        }
        return text.length() < WireLimits.JUDGED_BYTES;
    }

    /** A line that begins with an opening brace: is it a whole object, so far as one can see? */
    static boolean isClosedObject(Utf8 text) {
        int end = trimmedEnd(text);
        return text.length() >= WireLimits.JUDGED_BYTES || end > 1 && text.at(end - 1) == '}';
    }

    /** One space, then a level or a time: a log line whose level is padded to five characters, no continuation. */
    static boolean isPaddedHead(Utf8 text) {
        return text.at(0) == ' ' && (startsWithLevel(text, 1) || startsWithTime(text, 1));
    }

    static boolean startsWithLevel(Utf8 text, int from) {
        for (byte[] level : LEVELS) {
            if (text.regionEquals(from, level)) {
                int behind = from + level.length;
                return behind == text.length() || !isNamePart(text.at(behind));
            }
        }
        return false;
    }

    /** Four digits and a dash or slash, or two digits and a colon. */
    private static boolean startsWithTime(Utf8 text, int from) {
        int digits = from;
        while (digits < text.length() && isDigit(text.at(digits))) {
            digits++;
        }
        int behind = digits < text.length() ? text.at(digits) : 0;
        return digits - from == 4 && (behind == '-' || behind == '/') || digits - from == 2 && behind == ':';
    }

    /** {@code ... 12 more}, {@code ... 3 common frames omitted}, {@code ...additional frames elided...}. */
    static boolean isElision(Utf8 text) {
        return text.startsWith(ELISION)
                && (text.indexOf(MORE, 3) >= 0
                        || text.indexOf(COMMON_FRAMES, 3) >= 0
                        || text.indexOf(ADDITIONAL_FRAMES, 3) >= 0);
    }

    /** {@code #0 /app/index.php(3): …}. */
    static boolean isNumbered(Utf8 text) {
        return text.length() > 2 && isDigit(text.at(1)) && (text.at(2) == ' ' || isDigit(text.at(2)));
    }

    /** A line within a stack trace that is not indented; {@code first} is its first byte. */
    static boolean isTracePart(Utf8 text, int first) {
        return switch (first) {
            case 'a' -> text.startsWith(AT) && text.indexOf(OPENING, AT.length) > 0;
            case 'C' -> text.startsWith(CAUSED_BY);
            case 'S' -> text.startsWith(SUPPRESSED) || text.startsWith(STACK_TRACE);
            case 'W' -> text.startsWith(WRAPPED_BY);
            case 's' -> text.startsWith(BACKTRACE);
            case 'n' -> text.startsWith(RUST_NOTE);
            default -> false;
        };
    }

    /** {@code java.lang.IllegalStateException: x}, {@code TypeError: x}, or the name alone. */
    static boolean isException(Utf8 text) {
        return isException(text, nameEnd(text));
    }

    /** The same with a package: without one, it may be any word before a colon. */
    static boolean isQualifiedException(Utf8 text) {
        int end = nameEnd(text);
        if (!isException(text, end)) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            if (text.at(i) == '.') {
                return true;
            }
        }
        return false;
    }

    private static boolean isException(Utf8 text, int nameEnd) {
        if (nameEnd <= 0) {
            return false;
        }
        for (byte[] suffix : EXCEPTION_ENDS) {
            if (nameEnd >= suffix.length && text.regionEquals(nameEnd - suffix.length, suffix)) {
                return true;
            }
        }
        return false;
    }

    /** {@code ValueError: x}, {@code KeyboardInterrupt}: any name, since a traceback announced it; but no level. */
    static boolean isPythonError(Utf8 text) {
        return nameEnd(text) > 0 && !startsWithLevel(text, 0);
    }

    static boolean isPythonChain(Utf8 text) {
        return text.startsWith(DURING_HANDLING) || text.startsWith(DIRECT_CAUSE);
    }

    static boolean isGoroutine(Utf8 text) {
        return text.startsWith(GOROUTINE) && text.length() > GOROUTINE.length && isDigit(text.at(GOROUTINE.length));
    }

    static boolean isGoPart(Utf8 text) {
        return isGoroutine(text)
                || text.startsWith(CREATED_BY)
                || text.startsWith(EXIT_STATUS)
                || text.startsWith(RUNTIME_STACK)
                || isGoFrame(text);
    }

    /** {@code main.f(0x1)}, {@code net/http.(*conn).serve(…)}: a qualified name, then arguments up to the end. */
    private static boolean isGoFrame(Utf8 text) {
        boolean qualified = text.startsWith(PANIC_FRAME);
        int i = 0;
        while (i < text.length() && text.at(i) > ' ' && text.at(i) != '(') {
            qualified |= text.at(i++) == '.';
        }
        boolean arguments = i > 0 && i < text.length() && text.at(i) == '(';
        int end = trimmedEnd(text);
        return qualified && arguments && (text.length() >= WireLimits.JUDGED_BYTES || text.at(end - 1) == ')');
    }

    static boolean isRustPanic(Utf8 text) {
        return text.startsWith(THREAD) && text.indexOf(PANICKED, THREAD.length) > 0;
    }

    /** The length of a dotted name that a colon or the end of the line follows; 0 when there is none. */
    private static int nameEnd(Utf8 text) {
        int i = 0;
        while (i < text.length() && (isNamePart(text.at(i)) || text.at(i) == '.')) {
            i++;
        }
        boolean ends = i == trimmedEnd(text) && text.length() < WireLimits.JUDGED_BYTES;
        return ends || i < text.length() && text.at(i) == ':' ? i : 0;
    }

    private static boolean isNamePart(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '$';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static int afterSpace(Utf8 text, int from) {
        int i = from;
        while (i < text.length() && isSpace(text.at(i))) {
            i++;
        }
        return i;
    }

    private static int trimmedEnd(Utf8 text) {
        int end = text.length();
        while (end > 0 && isSpace(text.at(end - 1))) {
            end--;
        }
        return end;
    }
}
