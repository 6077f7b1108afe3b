package io.kanshi.wire;

/**
 * What may follow the lines of an event so far, and with it the answer to the one question: does this line belong to the event
 * before it?
 *
 * <p>A value is the whole memory between two lines. The first byte decides nearly always: a line that begins with a digit, {@code [}
 * or <code>{</code> never continues anything. A complete JSON object on one line is never continued, so that it stays JSON. Uncaught
 * exceptions, panics and fatal errors ({@code Exception in thread}, {@code panic:}) are events of their own: what was logged before
 * them has usually nothing to do with them. RATIONALE.md says more.
 */
enum Continuation {
    /** Nothing may follow. */
    NONE,
    /** A line of a log. */
    LINE,
    /** A line of a log and continuations of it. */
    BLOCK,
    /** An exception's first line, and its frames. */
    TRACE,
    /** A Rust panic, whose message comes on the next line. */
    RUST_PANIC,
    /** Within a Python traceback, whose last line is still to come. */
    PYTHON,
    /** Behind it. */
    PYTHON_END,
    /** Behind the sentence that announces a further traceback. */
    PYTHON_CHAIN,
    /** Goroutines. */
    GO;

    /** What may follow a first line. */
    static Continuation first(LineJoiner.Line<?> line) {
        int first = line.firstByte();
        if (first == '{') {
            int last = line.lastByte();
            return last == '}' || last == -1 || LineShape.isClosedObject(line.text()) ? NONE : LINE;
        }
        if (first < 'A' || first > 'z') {
            return LINE;
        }
        return firstWord(line.text(), first);
    }

    private static Continuation firstWord(Utf8 text, int first) {
        switch (first) {
            case 'T':
                if (text.startsWith(LineShape.TRACEBACK)) {
                    return PYTHON;
                }
                break;
            case 'p':
                if (text.startsWith(LineShape.GO_PANIC)) {
                    return GO;
                }
                break;
            case 'f':
                if (text.startsWith(LineShape.GO_FATAL)) {
                    return GO;
                }
                break;
            case 'g':
                if (LineShape.isGoroutine(text)) {
                    return GO;
                }
                break;
            case 't':
                if (LineShape.isRustPanic(text)) {
                    return text.at(text.length() - 1) == ':' ? RUST_PANIC : TRACE;
                }
                break;
            case 'E':
                if (text.startsWith(LineShape.UNCAUGHT)) {
                    return TRACE;
                }
                break;
            case 'U':
                if (text.startsWith(LineShape.UNHANDLED)) {
                    return TRACE;
                }
                break;
            default:
        }
        return LineShape.isException(text) ? TRACE : LINE;
    }

    /** What may follow when this line continues the event; {@link #NONE} when it does not. */
    Continuation follow(LineJoiner.Line<?> line) {
        int first = line.firstByte();
        switch (first) {
            case ' ', '\t':
                return indented(line.text());
            case -1, '\r':
                return blank(line.text());
            case '}', ')', ']':
                return LineShape.isClosing(line.text()) ? afterMore() : NONE;
            case '.':
                return LineShape.isElision(line.text()) ? afterMore() : NONE;
            case '#':
                return this == TRACE && LineShape.isNumbered(line.text()) ? TRACE : NONE;
            case '[':
                return this == GO && line.text().startsWith(LineShape.GO_SIGNAL) ? GO : NONE;
            default:
                return first < 'A' || first > 'z' ? NONE : word(line.text(), first);
        }
    }

    private Continuation indented(Utf8 text) {
        if (LineShape.isBlank(text)) {
            return blank(text);
        }
        return LineShape.isPaddedHead(text) ? NONE : afterMore();
    }

    private Continuation blank(Utf8 text) {
        return this == LINE || this == RUST_PANIC || !LineShape.isBlank(text) ? NONE : this;
    }

    private Continuation afterMore() {
        return this == LINE ? BLOCK : this;
    }

    private Continuation word(Utf8 text, int first) {
        if (LineShape.isTracePart(text, first)) {
            return this == LINE || this == BLOCK || this == RUST_PANIC ? TRACE : this;
        }
        return switch (this) {
            case LINE, BLOCK -> attached(text, first);
            case RUST_PANIC -> LineShape.startsWithLevel(text, 0) ? NONE : TRACE;
            case PYTHON -> LineShape.isPythonError(text) ? PYTHON_END : NONE;
            case PYTHON_END -> LineShape.isPythonChain(text) ? PYTHON_CHAIN : NONE;
            case PYTHON_CHAIN -> text.startsWith(LineShape.TRACEBACK) ? PYTHON : NONE;
            case GO -> LineShape.isGoPart(text) ? GO : NONE;
            default -> NONE;
        };
    }

    /** What a logger prints below its own line: the exception it was given. */
    private static Continuation attached(Utf8 text, int first) {
        if (first == 'T' && text.startsWith(LineShape.TRACEBACK)) {
            return PYTHON;
        }
        if (first == 'g' && LineShape.isGoroutine(text)) {
            return GO;
        }
        return LineShape.isQualifiedException(text) ? TRACE : NONE;
    }
}
