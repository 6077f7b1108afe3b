package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.wire.ValidUtf8;
import java.nio.charset.StandardCharsets;

/**
 * Writes any MessagePack value as JSON, without building objects. Nesting was bounded when the value was found to be whole. What JSON
 * does not know gets the nearest form: bytes a text, a key that is no text its JSON as text, NaN and extension types null.
 */
final class JsonValues {

    private static final int FALSE = 0xc2;
    private static final int TRUE = 0xc3;
    private static final int FLOAT_32 = 0xca;
    private static final int FLOAT_64 = 0xcb;
    private static final int UNSIGNED_64 = 0xcf;

    private JsonValues() {}

    /** Writes the value at the cursor and steps over it. */
    static void write(Cursor cursor, LineBuffer target) {
        if (cursor.isText()) {
            cursor.text();
            quoted(cursor, target);
        } else if (cursor.isMap()) {
            map(cursor, target);
        } else if (cursor.isArray()) {
            array(cursor, target);
        } else if (cursor.isInteger()) {
            boolean unsigned = cursor.type() == UNSIGNED_64;
            long value = cursor.integer();
            target.put(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
        } else {
            other(cursor, target);
        }
    }

    /** The text that was read last, in quotes. */
    static void quoted(Cursor cursor, LineBuffer target) {
        target.put((byte) '"');
        text(cursor.bytes(), cursor.start(), cursor.end(), target);
        target.put((byte) '"');
    }

    static void text(byte[] bytes, int start, int end, LineBuffer target) {
        if (ValidUtf8.holds(bytes, start, end)) {
            target.putEscaped(bytes, start, end);
        } else {
            target.putRepaired(bytes, start, end);
        }
    }

    private static void map(Cursor cursor, LineBuffer target) {
        target.put((byte) '{');
        int pairs = cursor.map();
        for (int i = 0; i < pairs; i++) {
            if (i > 0) {
                target.put((byte) ',');
            }
            key(cursor, target);
            target.put((byte) ':');
            write(cursor, target);
        }
        target.put((byte) '}');
    }

    private static void key(Cursor cursor, LineBuffer target) {
        if (cursor.isText()) {
            write(cursor, target);
            return;
        }
        LineBuffer json = new LineBuffer(64);
        write(cursor, json);
        target.put((byte) '"').putEscaped(json.bytes(), 0, json.end()).put((byte) '"');
    }

    private static void array(Cursor cursor, LineBuffer target) {
        target.put((byte) '[');
        int values = cursor.array();
        for (int i = 0; i < values; i++) {
            if (i > 0) {
                target.put((byte) ',');
            }
            write(cursor, target);
        }
        target.put((byte) ']');
    }

    private static void other(Cursor cursor, LineBuffer target) {
        int type = cursor.type();
        String json = type == TRUE ? "true" : type == FALSE ? "false" : "null";
        if (type == FLOAT_32 || type == FLOAT_64) {
            double value = cursor.number();
            json = Double.isFinite(value) ? Double.toString(value) : "null";
        } else {
            cursor.skip();
        }
        target.put(json.getBytes(StandardCharsets.US_ASCII));
    }
}
