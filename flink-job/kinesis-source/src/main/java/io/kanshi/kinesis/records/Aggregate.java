package io.kanshi.kinesis.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that a producer put together into one, in the format of the Kinesis Producer Library: a magic number, a protobuf message, its
 * MD5. https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
public final class Aggregate {

    private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
    private static final int DIGEST_BYTES = 16;

    private static final int PARTITION_KEYS = 1;
    private static final int RECORDS = 3;
    private static final int PARTITION_KEY_INDEX = 1;
    private static final int DATA = 3;

    private final List<String> keys = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    private Aggregate() {}

    /** One of the records that were put together. */
    public record Part(String partitionKey, byte[] data) {}

    /** The parts in their order; null when the record is no aggregate, or a damaged one: then it is a record like any other. */
    public static @Nullable List<Part> parts(byte[] record) {
        int end = record.length - DIGEST_BYTES;
        if (end < MAGIC.length || !Arrays.equals(record, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return null;
        }
        byte[] digest = md5(record, MAGIC.length, end);
        if (!Arrays.equals(record, end, record.length, digest, 0, DIGEST_BYTES)) {
            return null;
        }
        Aggregate aggregate = new Aggregate();
        try {
            aggregate.read(new ProtobufFields(record, MAGIC.length, end));
            return aggregate.parts;
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    /** The table of keys stands before the records in all known writers, but nothing says that it must. */
    private void read(ProtobufFields message) {
        List<ProtobufFields> records = new ArrayList<>();
        while (message.next()) {
            if (message.field() == PARTITION_KEYS) {
                keys.add(new String(message.bytes(), StandardCharsets.UTF_8));
            } else if (message.field() == RECORDS) {
                records.add(message.message());
            }
        }
        records.forEach(this::part);
    }

    private void part(ProtobufFields record) {
        long key = 0;
        byte[] data = new byte[0];
        while (record.next()) {
            if (record.field() == PARTITION_KEY_INDEX) {
                key = record.number();
            } else if (record.field() == DATA) {
                data = record.bytes();
            }
        }
        if (key < 0 || key >= keys.size()) {
            throw new IllegalArgumentException("partition key " + key + " of " + keys.size());
        }
        parts.add(new Part(keys.get((int) key), data));
    }

    private static byte[] md5(byte[] bytes, int from, int to) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(bytes, from, to - from);
            return md5.digest();
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has MD5", every);
        }
    }
}
