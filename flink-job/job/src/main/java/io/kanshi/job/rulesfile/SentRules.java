package io.kanshi.job.rulesfile;

import io.kanshi.job.source.OneOrNoneSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The state of the source: which rules it has sent last, so that a restart sends only what differs.
 *
 * @param hash SHA-256 of the text, as hex; empty when nothing was sent
 * @param fromMillis from when they hold
 */
record SentRules(String hash, long fromMillis) implements SourceSplit {

    static final SentRules NONE = new SentRules("", Long.MIN_VALUE);
    static final SimpleVersionedSerializer<SentRules> SERIALIZER = new Serializer();
    static final SimpleVersionedSerializer<List<SentRules>> LIST_SERIALIZER = new OneOrNoneSerializer<>(SERIALIZER);

    static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }

    @Override
    public String splitId() {
        return "rules";
    }

    private static final class Serializer implements SimpleVersionedSerializer<SentRules> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(SentRules sent) {
            byte[] hash = sent.hash.getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(Long.BYTES + hash.length)
                    .putLong(sent.fromMillis)
                    .put(hash)
                    .array();
        }

        @Override
        public SentRules deserialize(int version, byte[] bytes) throws IOException {
            if (version != 1 || bytes.length < Long.BYTES) {
                throw new IOException("the rules that were sent, version 1, take 8 bytes at least: version " + version
                        + ", " + bytes.length + " bytes");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long from = buffer.getLong();
            return new SentRules(StandardCharsets.US_ASCII.decode(buffer).toString(), from);
        }
    }
}
