package io.kanshi.job.source;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The state of {@link OneReaderEnumerator}: none or one split, because it is with the enumerator or with the reader. */
public final class OneOrNoneSerializer<S extends SourceSplit> implements SimpleVersionedSerializer<List<S>> {

    private final SimpleVersionedSerializer<S> serializer;

    public OneOrNoneSerializer(SimpleVersionedSerializer<S> serializer) {
        this.serializer = serializer;
    }

    @Override
    public int getVersion() {
        return serializer.getVersion();
    }

    @Override
    public byte[] serialize(List<S> splits) throws IOException {
        return splits.isEmpty() ? new byte[0] : serializer.serialize(splits.get(0));
    }

    @Override
    public List<S> deserialize(int version, byte[] bytes) throws IOException {
        return bytes.length == 0 ? List.of() : List.of(serializer.deserialize(version, bytes));
    }
}
