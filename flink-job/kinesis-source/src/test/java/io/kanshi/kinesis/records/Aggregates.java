package io.kanshi.kinesis.records;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Puts records together as the Kinesis Producer Library does. */
public final class Aggregates {

    private Aggregates() {}

    /** One record of all these, each with its key. */
    public static byte[] of(List<String> keys, List<String> datas) {
        return ofBytes(
                keys,
                datas.stream()
                        .map(data -> data.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** One record of all these, each with its key. */
    public static byte[] ofBytes(List<String> keys, List<byte[]> datas) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String key : keys) {
            field(message, 1, key.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < datas.size(); i++) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.write(1 << 3);
            varint(record, i);
            field(record, 3, datas.get(i));
            field(message, 3, record.toByteArray());
        }
        return wrap(message.toByteArray());
    }

    static byte[] wrap(byte[] message) {
        try {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.writeBytes(new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2});
            record.writeBytes(message);
            record.writeBytes(MessageDigest.getInstance("MD5").digest(message));
            return record.toByteArray();
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has MD5", every);
        }
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
        out.write(number << 3 | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 127) {
            out.write(left & 127 | 128);
            left >>>= 7;
        }
        out.write(left);
    }
}
