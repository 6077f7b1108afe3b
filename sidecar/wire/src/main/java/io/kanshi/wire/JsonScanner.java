package io.kanshi.wire;

/**
 * A pull scanner for JSON in a byte array: gives tokens with their positions and never builds an object.
 *
 * <p>It validates structure, literals, numbers, escapes and nesting (at most {@link #MAX_DEPTH}); UTF-8 is passed through as it is.
 * Several values in a row are allowed (concatenated JSON): after a top-level value {@link #next()} gives the next one, or
 * {@link Token#END}. Broken input gives {@link Token#BROKEN}, for good, with {@link #error()}; nothing is ever thrown. One scanner is
 * reused for every line; not thread-safe.
 */
public final class JsonScanner {

    /** Deeper nesting than this is broken input (Jackson's default is 1,000; no logger nests deeper than a dozen). */
    public static final int MAX_DEPTH = 512;

    public enum Token {
        OBJECT_START,
        OBJECT_END,
        ARRAY_START,
        ARRAY_END,
        KEY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        END,
        BROKEN
    }

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final boolean[] inObject = new boolean[MAX_DEPTH + 1];
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int depth;
    private boolean first;
    private boolean afterKey;
    private int valueStart;
    private int valueEnd;
    private boolean escaped;
    private String error = "";

    /** Starts over with the bytes from {@code offset} to {@code end} (exclusive). */
    public void reset(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        this.position = offset;
        this.end = end;
        this.depth = 0;
        this.first = true;
        this.afterKey = false;
        this.error = "";
    }

    /** The next token. After {@link Token#KEY} comes its value. */
    public Token next() {
        if (!error.isEmpty()) {
            return Token.BROKEN;
        }
        int c = skipSpace();
        if (depth == 0) {
            return c < 0 ? Token.END : value(c);
        }
        if (c < 0) {
            return broken("the text ends inside a value");
        }
        return inObject[depth] && !afterKey ? memberOrEnd(c) : elementOrEnd(c);
    }

    private Token memberOrEnd(int c) {
        if (c == '}') {
            return close(Token.OBJECT_END);
        }
        int start = c;
        if (!first) {
            if (c != ',') {
                return broken("expected , or }");
            }
            position++;
            start = skipSpace();
        }
        if (start != '"') {
            return broken("expected a key");
        }
        if (!string()) {
            return Token.BROKEN;
        }
        int nameStart = valueStart;
        int nameEnd = valueEnd;
        if (skipSpace() != ':') {
            return broken("expected :");
        }
        position++;
        valueStart = nameStart;
        valueEnd = nameEnd;
        afterKey = true;
        first = false;
        return Token.KEY;
    }

    private Token elementOrEnd(int c) {
        if (afterKey) {
            afterKey = false;
            return value(c);
        }
        if (c == ']') {
            return close(Token.ARRAY_END);
        }
        if (first) {
            first = false;
            return value(c);
        }
        if (c != ',') {
            return broken("expected , or ]");
        }
        position++;
        return value(skipSpace());
    }

    private Token value(int c) {
        switch (c) {
            case '"':
                return string() ? Token.STRING : Token.BROKEN;
            case '{':
                return open(true, Token.OBJECT_START);
            case '[':
                return open(false, Token.ARRAY_START);
            case 't':
                return literal(TRUE, Token.TRUE);
            case 'f':
                return literal(FALSE, Token.FALSE);
            case 'n':
                return literal(NULL, Token.NULL);
            default:
                return c == '-' || (c >= '0' && c <= '9') ? number() : broken("expected a value");
        }
    }

    private Token open(boolean object, Token token) {
        if (depth == MAX_DEPTH) {
            return broken("nested deeper than " + MAX_DEPTH);
        }
        valueStart = position++;
        inObject[++depth] = object;
        first = true;
        return token;
    }

    private Token close(Token token) {
        valueEnd = ++position;
        depth--;
        first = false;
        return token;
    }

    private boolean string() {
        int start = ++position;
        boolean backslash = false;
        byte[] b = bytes;
        int i = start;
        for (; i < end; i++) {
            byte c = b[i];
            if (c == '"') {
                valueStart = start;
                valueEnd = i;
                escaped = backslash;
                position = i + 1;
                return true;
            }
            if (c == '\\') {
                backslash = true;
                int skip = escapeLength(i);
                if (skip == 0) {
                    broken("unknown escape");
                    return false;
                }
                i += skip;
            } else if (c >= 0 && c < 0x20) {
                broken("raw control character in a string");
                return false;
            }
        }
        broken("the text ends inside a string");
        return false;
    }

    /** How many bytes follow the backslash; 0 when it is no escape. */
    private int escapeLength(int backslash) {
        if (backslash + 1 >= end) {
            return 0;
        }
        switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return 1;
            case 'u':
                return backslash + 5 < end && JsonText.hex(bytes, backslash + 2) >= 0 ? 5 : 0;
            default:
                return 0;
        }
    }

    private Token number() {
        int start = position;
        int i = start;
        if (bytes[i] == '-') {
            i++;
        }
        int digits = i;
        i = digitsFrom(i);
        boolean valid = i > digits && (bytes[digits] != '0' || i == digits + 1);
        if (valid && i < end && bytes[i] == '.') {
            int from = i + 1;
            i = digitsFrom(from);
            valid = i > from;
        }
        if (valid && i < end && (bytes[i] | 0x20) == 'e') {
            int from = i + 1;
            if (from < end && (bytes[from] == '+' || bytes[from] == '-')) {
                from++;
            }
            i = digitsFrom(from);
            valid = i > from;
        }
        if (!valid) {
            return broken("broken number");
        }
        return scalar(start, i, Token.NUMBER);
    }

    private int digitsFrom(int from) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private Token literal(byte[] word, Token token) {
        if (end - position < word.length) {
            return broken("expected a value");
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[position + i] != word[i]) {
                return broken("expected a value");
            }
        }
        return scalar(position, position + word.length, token);
    }

    private Token scalar(int start, int stop, Token token) {
        valueStart = start;
        valueEnd = stop;
        escaped = false;
        position = stop;
        return token;
    }

    private int skipSpace() {
        while (position < end) {
            byte c = bytes[position];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c & 0xff;
            }
            position++;
        }
        return -1;
    }

    private Token broken(String why) {
        error = why;
        return Token.BROKEN;
    }

    /**
     * Skips what is left of the object or array whose start was the last token; does nothing after a scalar. False when broken.
     * Afterwards {@link #valueStart()} and {@link #valueEnd()} span the whole value.
     */
    public boolean skip(Token last) {
        if (last != Token.OBJECT_START && last != Token.ARRAY_START) {
            return last != Token.BROKEN;
        }
        int start = valueStart;
        int until = depth - 1;
        while (depth > until) {
            if (next() == Token.BROKEN) {
                return false;
            }
        }
        valueStart = start;
        return true;
    }

    /** Where the last key, string (without its quotes, still escaped), number or literal starts. */
    public int valueStart() {
        return valueStart;
    }

    /** The offset behind its last byte. */
    public int valueEnd() {
        return valueEnd;
    }

    /** Whether the last key or string holds a backslash, so that it must be unescaped before it is read. */
    public boolean escaped() {
        return escaped;
    }

    /** Where the next token will be looked for. */
    public int position() {
        return position;
    }

    public int depth() {
        return depth;
    }

    /** What is wrong with broken input; empty otherwise. */
    public String error() {
        return error;
    }
}
