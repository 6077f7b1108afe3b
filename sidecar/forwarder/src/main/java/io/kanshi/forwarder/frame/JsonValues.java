package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.wire.ValidUtf8;
import java.nio.charset.StandardCharsets;

/**
 * Writes any MessagePack value as JSON, without building objects. Nesting was bounded when the value was found to be whole. What JSON
 * does not know gets the nearest form: bytes a text, a key that is no text its JSON as text, NaN and extension types null. Within such a
 * key, a map or an array as a key is only named: each quoting of a quoted text would double it. Where a bounded buffer is full, the
 * rest is left out, and what is behind the bound is to be cut.
 */
final class JsonValues {

    private static final int FALSE = 0xc2;
    private static final int TRUE = 0xc3;
    private static final int FLOAT_32 = 0xca;
    private static final int FLOAT_64 = 0xcb;
    private static final int UNSIGNED_64 = 0xcf;

    private JsonValues() {}

    /** Where a value stands: anywhere, or within the key of a map. */
    private enum Place {
        VALUE,
        WITHIN_KEY
    }

    /** Writes the value at the cursor and steps over it. */
    static void write(Cursor cursor, LineBuffer target) {
        write(cursor, target, Place.VALUE);
    }

    private static void write(Cursor cursor, LineBuffer target, Place place) {
        if (target.room() == 0) {
            leaveOut(cursor, target);
        } else if (cursor.isText()) {
            cursor.text();
            quoted(cursor, target);
        } else if (cursor.isMap()) {
            map(cursor, target, place);
        } else if (cursor.isArray()) {
            array(cursor, target, place);
        } else if (cursor.isInteger()) {
            boolean unsigned = cursor.type() == UNSIGNED_64;
            long value = cursor.integer();
            target.put(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
        } else {
            other(cursor, target);
        }
    }

    private static void leaveOut(Cursor cursor, LineBuffer target) {
        int from = cursor.at();
        cursor.skip();
        target.leaveOut(cursor.at() - from);
    }

    /** The text that was read last, in quotes. */
    private static void quoted(Cursor cursor, LineBuffer target) {
        target.put((byte) '"');
        text(cursor.bytes(), cursor.start(), cursor.end(), target);
        target.put((byte) '"');
    }

    static void text(byte[] bytes, int start, int end, LineBuffer target) {
        int stop = end - start <= target.room() ? end : ValidUtf8.boundary(bytes, start, start + target.room());
        target.leaveOut(end - stop);
        if (ValidUtf8.holds(bytes, start, stop)) {
            target.putEscaped(bytes, start, stop);
        } else {
            target.putRepaired(bytes, start, stop);
        }
    }

    private static void map(Cursor cursor, LineBuffer target, Place place) {
        target.put((byte) '{');
        int pairs = cursor.map();
        for (int i = 0; i < pairs; i++) {
            if (target.room() == 0) {
                leaveOut(cursor, target);
                leaveOut(cursor, target);
                continue;
            }
            if (i > 0) {
                target.put((byte) ',');
            }
            key(cursor, target, place);
            target.put((byte) ':');
            write(cursor, target, place);
        }
        target.put((byte) '}');
    }

    private static void key(Cursor cursor, LineBuffer target, Place place) {
        boolean nests = cursor.isMap() || cursor.isArray();
        if (cursor.isText()) {
            cursor.text();
            quoted(cursor, target);
        } else if (nests && place == Place.WITHIN_KEY) {
            target.put(cursor.isMap() ? "\"map\"" : "\"array\"");
            leaveOut(cursor, target);
        } else {
            LineBuffer json = new LineBuffer(64, target.room());
            write(cursor, json, Place.WITHIN_KEY);
            target.put((byte) '"').putEscaped(json.bytes(), 0, json.end()).put((byte) '"');
            target.leaveOut(json.leftOut());
        }
    }

    private static void array(Cursor cursor, LineBuffer target, Place place) {
        target.put((byte) '[');
        int values = cursor.array();
        for (int i = 0; i < values; i++) {
            if (target.room() == 0) {
                leaveOut(cursor, target);
                continue;
            }
            if (i > 0) {
                target.put((byte) ',');
            }
            write(cursor, target, place);
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
