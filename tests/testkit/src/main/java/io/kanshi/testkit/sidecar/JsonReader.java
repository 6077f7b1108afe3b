package io.kanshi.testkit.sidecar;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON value as plain values: maps, lists, strings, longs, doubles, booleans, and an empty Optional for null. For one value
 * and one thread; broken input is an IllegalArgumentException.
 */
public final class JsonReader {

    private final JsonScanner scanner = new JsonScanner();
    private final byte[] bytes;

    private JsonReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        scanner.reset(bytes, start, end);
    }

    /** The value that these bytes are. */
    public static Object read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    static Object read(byte[] bytes, int start, int end) {
        JsonReader reader = new JsonReader(bytes, start, end);
        Object value = reader.value(reader.scanner.next());
        if (reader.scanner.next() != Token.END) {
            throw new IllegalArgumentException("JSON: something follows the value");
        }
        return value;
    }

    private Object value(Token token) {
        return switch (token) {
            case OBJECT_START -> object();
            case ARRAY_START -> array();
            case STRING -> text();
            case NUMBER -> number();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> Optional.empty();
            default -> throw new IllegalArgumentException("JSON: " + token + " " + scanner.error());
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        Token token = scanner.next();
        while (token == Token.KEY) {
            String key = text();
            if (members.put(key, value(scanner.next())) != null) {
                throw new IllegalArgumentException("JSON: key " + key + " is there twice");
            }
            token = scanner.next();
        }
        if (token != Token.OBJECT_END) {
            throw new IllegalArgumentException("JSON: " + scanner.error());
        }
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        Token token = scanner.next();
        while (token != Token.ARRAY_END) {
            elements.add(value(token));
            token = scanner.next();
        }
        return elements;
    }

    private String text() {
        int start = scanner.valueStart();
        int end = scanner.valueEnd();
        if (!scanner.escaped()) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        // Unescaping copies eight bytes at a time and may write behind the last one.
        byte[] target = new byte[end - start + Long.BYTES];
        return new String(target, 0, JsonText.unescape(bytes, start, end, target, 0), StandardCharsets.UTF_8);
    }

    private Object number() {
        String digits = new String(
                bytes, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), StandardCharsets.US_ASCII);
        boolean whole = digits.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (whole) {
            return Long.valueOf(digits);
        }
        return Double.valueOf(digits);
    }
}
