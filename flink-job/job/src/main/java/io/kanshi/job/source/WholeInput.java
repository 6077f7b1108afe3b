package io.kanshi.job.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The only split: all of the input, of which some elements have been given.
 *
 * @param given elements that went downstream before the checkpoint
 */
public record WholeInput(long given) implements SourceSplit {

    static final SimpleVersionedSerializer<WholeInput> SERIALIZER = new SplitSerializer();
    static final SimpleVersionedSerializer<List<WholeInput>> LIST_SERIALIZER = new OneOrNoneSerializer<>(SERIALIZER);

    @Override
    public String splitId() {
        return "all";
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<WholeInput> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(WholeInput split) {
            return ByteBuffer.allocate(Long.BYTES).putLong(split.given).array();
        }

        @Override
        public WholeInput deserialize(int version, byte[] bytes) throws IOException {
            if (version != 1 || bytes.length != Long.BYTES) {
                throw new IOException(
                        "a split of version 1 has 8 bytes: version " + version + ", " + bytes.length + " bytes");
            }
            return new WholeInput(ByteBuffer.wrap(bytes).getLong());
        }
    }
}
