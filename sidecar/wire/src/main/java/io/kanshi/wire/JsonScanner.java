package io.kanshi.wire;

import java.util.Arrays;

/**
 * A pull scanner for JSON in a byte array: gives tokens with their positions and never builds an object.
 *
 * <p>It validates structure, literals, numbers, escapes and nesting (at most {@link #MAX_DEPTH}); UTF-8 is passed through as it is.
 * Several values in a row are allowed (concatenated JSON; a space
 * must follow a number): after a top-level value {@link #next()} gives the next one, or
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
        if (c < 0) {
            return depth == 0 ? Token.END : broken("the text ends inside a value");
        }
        if (depth == 0) {
            return value(c);
        }
        return inObject[depth] && !afterKey ? memberOrEnd(c) : elementOrEnd(c);
    }

    private Token memberOrEnd(int c) {
        if (c == '}') {
            return close(Token.OBJECT_END);
        }
        int quote = c;
        if (!first) {
            if (c != ',') {
                return broken("expected , or }");
            }
            position++;
            quote = skipSpace();
        }
        if (quote != '"') {
            return broken("expected a key");
        }
        if (string(Token.KEY) == Token.BROKEN || skipSpace() != ':') {
            return error.isEmpty() ? broken("expected :") : Token.BROKEN;
        }
        position++;
        afterKey = true;
        first = false;
        return Token.KEY;
    }

    private Token elementOrEnd(int c) {
        int start = c;
        if (!afterKey && c == ']') {
            return close(Token.ARRAY_END);
        }
        if (!afterKey && !first) {
            if (c != ',') {
                return broken("expected , or ]");
            }
            position++;
            start = skipSpace();
        }
        afterKey = false;
        first = false;
        return value(start);
    }

    private Token value(int c) {
        return switch (c) {
            case '"' -> string(Token.STRING);
            case '{' -> open(true, Token.OBJECT_START);
            case '[' -> open(false, Token.ARRAY_START);
            case 't' -> literal(TRUE, Token.TRUE);
            case 'f' -> literal(FALSE, Token.FALSE);
            case 'n' -> literal(NULL, Token.NULL);
            default -> c == '-' || (c >= '0' && c <= '9') ? number() : broken("expected a value");
        };
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

    private Token string(Token token) {
        int start = position + 1;
        int special = Words.nextSpecial(bytes, start, end);
        int i = special;
        while (i < end && bytes[i] == '\\') {
            int escape = JsonText.escapeLength(bytes, i, end);
            if (escape == 0) {
                return broken("unknown escape");
            }
            i = Words.nextSpecial(bytes, i + 1 + escape, end);
        }
        if (i == end || bytes[i] != '"') {
            return broken(i == end ? "the text ends inside a string" : "raw control character in a string");
        }
        scalar(start, i, token);
        escaped = i != special;
        position = i + 1;
        return token;
    }

    private Token number() {
        int stop = JsonNumber.end(bytes, position, end);
        boolean separate = depth > 0 || stop == end || stop >= 0 && isSpace(bytes[stop]);
        return stop >= 0 && separate ? scalar(position, stop, Token.NUMBER) : broken("broken number");
    }

    private Token literal(byte[] word, Token token) {
        int stop = position + word.length;
        if (stop > end || !Arrays.equals(bytes, position, stop, word, 0, word.length)) {
            return broken("expected a value");
        }
        boolean runsOn = depth == 0 && stop < end && Character.isJavaIdentifierPart(bytes[stop] & 0xff);
        return runsOn ? broken("expected a value") : scalar(position, stop, token);
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
            if (!isSpace(c)) {
                return c & 0xff;
            }
            position++;
        }
        return -1;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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

    /**
     * Goes on behind a member of the object at hand, at {@code position}: for a reader that has met the very same bytes before, so that
     * it knows them to be whole members, and what is in them. The last token must have been the first skipped member's key.
     */
    public void resume(int position) {
        this.position = position;
        this.afterKey = false;
    }

    public int depth() {
        return depth;
    }

    /** What is wrong with broken input; empty otherwise. */
    public String error() {
        return error;
    }
}
