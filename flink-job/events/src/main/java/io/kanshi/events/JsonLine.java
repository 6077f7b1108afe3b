package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;

/** A line that is one JSON object, as most loggers can write it. */
final class JsonLine {

    private final JsonScanner scanner;
    private final Flattener flattener;
    private final Utf8 root = new Utf8();

    JsonLine(JsonScanner scanner, Scratch scratch) {
        this.scanner = scanner;
        this.flattener = new Flattener(scanner, scratch);
    }

    /** Gives the object's leaves to {@code fields}; false when the line is not one whole object. */
    boolean read(byte[] bytes, int from, int end, Fields fields) {
        scanner.reset(bytes, from, end);
        return scanner.next() == Token.OBJECT_START
                && flattener.members(root, bytes, fields)
                && scanner.next() == Token.END;
    }
}
