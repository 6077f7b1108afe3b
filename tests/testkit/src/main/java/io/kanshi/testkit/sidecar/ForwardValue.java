package io.kanshi.testkit.sidecar;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.msgpack.core.MessagePacker;

/**
 * MessagePack of plain values: strings, maps, lists, booleans, whole and broken numbers, an empty Optional for nil. A byte array becomes
 * a str with exactly these bytes, as Go writes its strings, valid UTF-8 or not; {@link Binary} becomes a bin.
 */
public final class ForwardValue {

    private ForwardValue() {}

    /** Bytes that travel as MessagePack's bin. */
    public record Binary(byte[] bytes) {}

    static void pack(MessagePacker packer, Object value) throws IOException {
        if (value instanceof String text) {
            packer.packString(text);
        } else if (value instanceof byte[] raw) {
            packer.packRawStringHeader(raw.length);
            packer.writePayload(raw);
        } else if (value instanceof Binary binary) {
            packer.packBinaryHeader(binary.bytes().length);
            packer.writePayload(binary.bytes());
        } else if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> member : map.entrySet()) {
                pack(packer, member.getKey());
                pack(packer, member.getValue());
            }
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object element : list) {
                pack(packer, element);
            }
        } else if (value instanceof Boolean truth) {
            packer.packBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            packer.packDouble(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            packer.packLong(number.longValue());
        } else if (value instanceof Optional<?> nothing && nothing.isEmpty()) {
            packer.packNil();
        } else {
            throw new IllegalArgumentException("no MessagePack for " + value.getClass());
        }
    }
}
