package io.kanshi.testkit.sidecar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes plain values (maps, lists, strings, integers, booleans, byte arrays) as CBOR, every length definite: the opposite of
 * {@link CborReader}. For one value and one thread.
 */
final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborWriter() {}

    static byte[] write(Object value) {
        CborWriter writer = new CborWriter();
        writer.value(value);
        return writer.out.toByteArray();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            head(5, map.size());
            map.forEach((key, member) -> {
                value(key);
                value(member);
            });
        } else if (value instanceof List<?> list) {
            head(4, list.size());
            list.forEach(this::value);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(3, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof byte[] bytes) {
            head(2, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 0xf5 : 0xf4);
        } else if (value instanceof Number number) {
            long whole = number.longValue();
            head(whole < 0 ? 1 : 0, whole < 0 ? -1 - whole : whole);
        } else {
            throw new IllegalArgumentException("no CBOR for " + value.getClass());
        }
    }

    private void head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) {
            out.write(type | (int) argument);
        } else if (argument <= 0xff) {
            out.write(type | 24);
            out.write((int) argument);
        } else if (argument <= 0xffff) {
            out.write(type | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) argument).array());
        } else if (argument <= 0xffff_ffffL) {
            out.write(type | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) argument).array());
        } else {
            out.write(type | 27);
            out.writeBytes(ByteBuffer.allocate(8).putLong(argument).array());
        }
    }
}
