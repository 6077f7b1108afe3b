package io.kanshi.job;

import io.kanshi.rules.SeriesState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes a series in its own versioned binary form, so that a later version of the job can read it. */
final class SeriesStateSerializer extends TypeSerializerSingleton<SeriesState> {

    private static final long serialVersionUID = 1;

    static final SeriesStateSerializer INSTANCE = new SeriesStateSerializer();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public SeriesState createInstance() {
        return new SeriesState();
    }

    /** A deep copy: the heap state backend asks for one before a state that a snapshot still reads is changed. */
    @Override
    public SeriesState copy(SeriesState from) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.write(new DataOutputStream(bytes));
            return SeriesState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("copying within memory does not fail", impossible);
        }
    }

    @Override
    public SeriesState copy(SeriesState from, SeriesState reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(SeriesState state, DataOutputView out) throws IOException {
        state.write(out);
    }

    @Override
    public SeriesState deserialize(DataInputView in) throws IOException {
        return SeriesState.read(in);
    }

    @Override
    public SeriesState deserialize(@Nullable SeriesState reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<SeriesState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The form is versioned inside {@link SeriesState#write}; Flink sees one serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
