package io.kanshi.bench;

import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of an enumerator without state. */
public final class NothingForm implements SimpleVersionedSerializer<Integer> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Integer state) {
        return new byte[0];
    }

    @Override
    public Integer deserialize(int version, byte[] bytes) {
        return 0;
    }
}
