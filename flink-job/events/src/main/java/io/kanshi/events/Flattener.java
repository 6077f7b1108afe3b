package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;

/**
 * Walks a JSON value and gives every leaf with its path, joined with dots. Arrays, and objects nested deeper than {@link #MAX_DEPTH},
 * are leaves whose text is their JSON. {@code null} is no leaf: it says nothing that a missing key does not.
 */
final class Flattener {

    /** Deeper objects stay JSON. Loggers nest three or four deep; Elasticsearch's limit is 20. */
    static final int MAX_DEPTH = 8;

    /** Under a longer path nothing is looked for, so that a long key is not copied for each of its members. */
    static final int MAX_PATH_BYTES = 256;

    /** Takes a leaf; {@code token} says whether the text was a string, a number, a literal or JSON. */
    interface Leaf {
        void take(Utf8 path, Utf8 value, Token token);
    }

    private final JsonScanner scanner;
    private final Scratch scratch;
    private final Utf8[] prefixes = new Utf8[MAX_DEPTH + 1];
    private final Utf8 key = new Utf8();
    private final Utf8 path = new Utf8();
    private final Utf8 value = new Utf8();

    Flattener(JsonScanner scanner, Scratch scratch) {
        this.scanner = scanner;
        this.scratch = scratch;
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = new Utf8();
        }
    }

    /** One value under a name, whose first token was just read. False when broken. */
    boolean value(Utf8 name, Token token, byte[] bytes, Leaf target) {
        return token == Token.OBJECT_START ? members(name, bytes, target) : leaf(name, token, bytes, target);
    }

    /** The members of an object whose start was just read; {@code name} may be absent for the outermost. False when broken. */
    boolean members(Utf8 name, byte[] bytes, Leaf target) {
        int depth = 0;
        prefixes[0].set(name);
        while (true) {
            Token token = scanner.next();
            if (token == Token.OBJECT_END) {
                if (depth-- == 0) {
                    return true;
                }
                continue;
            }
            if (token != Token.KEY) {
                return false;
            }
            path(prefixes[depth], bytes);
            token = scanner.next();
            if (token == Token.OBJECT_START && depth < MAX_DEPTH && path.length() <= MAX_PATH_BYTES) {
                prefixes[++depth].set(path);
            } else if (!leaf(path, token, bytes, target)) {
                return false;
            }
        }
    }

    private void path(Utf8 prefix, byte[] bytes) {
        int from = scanner.valueStart();
        int end = scanner.valueEnd();
        if (scanner.escaped()) {
            scratch.unescape(bytes, from, end, key);
        } else {
            key.set(bytes, from, end - from);
        }
        if (prefix.isPresent()) {
            scratch.join(prefix, key, path);
        } else {
            path.set(key);
        }
    }

    private boolean leaf(Utf8 name, Token token, byte[] bytes, Leaf target) {
        if (!scanner.skip(token)) {
            return false;
        }
        if (token == Token.NULL) {
            return true;
        }
        int from = scanner.valueStart();
        int end = scanner.valueEnd();
        if (token == Token.STRING && scanner.escaped()) {
            scratch.unescape(bytes, from, end, value);
        } else {
            value.set(bytes, from, end - from);
        }
        target.take(name, value, token);
        return true;
    }
}
