package io.kanshi.testkit.sidecar;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one CBOR value (RFC 8949) as plain values: maps, lists, strings, longs, doubles, booleans, byte arrays, and an empty Optional
 * for null. As much as an AWS SDK sends: no half floats, map keys are strings, tags are skipped. For one value and one thread; broken
 * input is an IllegalArgumentException and nothing else, and never makes it reserve more than the input is long.
 */
final class CborReader {

    private static final int MAX_DEPTH = 32;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private final ByteBuffer in;

    private CborReader(ByteBuffer in) {
        this.in = in;
    }

    static Object read(byte[] bytes) {
        CborReader reader = new CborReader(ByteBuffer.wrap(bytes));
        try {
            Object value = reader.value(0);
            if (reader.in.hasRemaining()) {
                throw new IllegalArgumentException("CBOR: " + reader.in.remaining() + " bytes behind the value");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("CBOR: the bytes end inside a value", e);
        }
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("CBOR: nested deeper than " + MAX_DEPTH);
        }
        int head = in.get() & 0xff;
        int argument = head & 31;
        return switch (head >> 5) {
            case 0 -> number(argument);
            case 1 -> -1 - number(argument);
            case 2 -> bytes(argument);
            case 3 -> new String(bytes(argument), StandardCharsets.UTF_8);
            case 4 -> list(argument, depth);
            case 5 -> map(argument, depth);
            case 6 -> tagged(argument, depth);
            default -> simple(argument);
        };
    }

    private long number(int argument) {
        return switch (argument) {
            case 24 -> in.get() & 0xffL;
            case 25 -> in.getShort() & 0xffffL;
            case 26 -> in.getInt() & 0xffff_ffffL;
            case 27 -> in.getLong();
            default -> {
                if (argument > 23) {
                    throw new IllegalArgumentException("CBOR: unknown length " + argument);
                }
                yield argument;
            }
        };
    }

    /** A length within what is left. */
    private int length(int argument) {
        long length = number(argument);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "CBOR: length " + length + ", but " + in.remaining() + " bytes are left");
        }
        return (int) length;
    }

    private byte[] bytes(int argument) {
        if (argument != INDEFINITE) {
            byte[] bytes = new byte[length(argument)];
            in.get(bytes);
            return bytes;
        }
        ByteBuffer joined = ByteBuffer.allocate(in.remaining());
        while (!ends()) {
            int chunk = in.get() & 31;
            if (chunk == INDEFINITE) {
                throw new IllegalArgumentException("CBOR: a chunk of a string has no length");
            }
            joined.put(bytes(chunk));
        }
        byte[] bytes = new byte[joined.flip().remaining()];
        joined.get(bytes);
        return bytes;
    }

    private List<Object> list(int argument, int depth) {
        List<Object> list = new ArrayList<>();
        int left = argument == INDEFINITE ? Integer.MAX_VALUE : length(argument);
        while (left-- > 0 && !(argument == INDEFINITE && ends())) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(int argument, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        int left = argument == INDEFINITE ? Integer.MAX_VALUE : length(argument);
        while (left-- > 0 && !(argument == INDEFINITE && ends())) {
            if (!(value(depth + 1) instanceof String key)) {
                throw new IllegalArgumentException("CBOR: a key of a map is no string");
            }
            map.put(key, value(depth + 1));
        }
        return map;
    }

    /** Whether an indefinite value ends here; the mark is taken. */
    private boolean ends() {
        in.mark();
        if ((in.get() & 0xff) == BREAK) {
            return true;
        }
        in.reset();
        return false;
    }

    private Object tagged(int argument, int depth) {
        number(argument);
        return value(depth + 1);
    }

    private Object simple(int argument) {
        return switch (argument) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> Optional.empty();
            case 26 -> (double) in.getFloat();
            case 27 -> in.getDouble();
            default -> throw new IllegalArgumentException("CBOR: unknown simple value " + argument);
        };
    }
}
