package io.kanshi.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Ids that mean the same on every machine and in every version: SHA-256 over parts with their lengths, cut. Not for the hot path.
 */
final class StableHash {

    private final MessageDigest digest;

    private StableHash(MessageDigest digest) {
        this.digest = digest;
    }

    static StableHash of() {
        try {
            return new StableHash(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    StableHash add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        add((long) bytes.length);
        digest.update(bytes);
        return this;
    }

    StableHash add(long part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
        return this;
    }

    StableHash add(List<String> parts) {
        add((long) parts.size());
        parts.forEach(this::add);
        return this;
    }

    String hex(int bytes) {
        return HexFormat.of().formatHex(digest.digest(), 0, bytes);
    }

    long toLong() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** Mixes all bits of a number (the finaliser of MurmurHash3); no two numbers give the same. */
    static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
