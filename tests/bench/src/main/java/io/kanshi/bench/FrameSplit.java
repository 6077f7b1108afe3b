package io.kanshi.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A file of {@link FrameFiles}, read from its start: a measurement is never restored.
 *
 * @param file its path
 */
record FrameSplit(String file) implements SourceSplit {

    static final SimpleVersionedSerializer<FrameSplit> SERIALIZER = new Serializer();

    @Override
    public String splitId() {
        return file;
    }

    private static final class Serializer implements SimpleVersionedSerializer<FrameSplit> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FrameSplit split) {
            return split.file.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public FrameSplit deserialize(int version, byte[] bytes) throws IOException {
            return new FrameSplit(
                    StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString());
        }
    }
}
