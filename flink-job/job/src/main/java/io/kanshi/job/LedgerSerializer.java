package io.kanshi.job;

import io.kanshi.events.ledger.Ledger;
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

/** Writes a ledger in its own versioned binary form, so that a later version of the job can read it. */
final class LedgerSerializer extends TypeSerializerSingleton<Ledger> {

    private static final long serialVersionUID = 1;

    static final LedgerSerializer INSTANCE = new LedgerSerializer();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Ledger createInstance() {
        return new Ledger();
    }

    /** A deep copy: the heap state backend asks for one before a state that a snapshot still reads is changed. */
    @Override
    public Ledger copy(Ledger from) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.write(new DataOutputStream(bytes));
            return Ledger.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("copying within memory does not fail", impossible);
        }
    }

    @Override
    public Ledger copy(Ledger from, Ledger reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Ledger ledger, DataOutputView out) throws IOException {
        ledger.write(out);
    }

    @Override
    public Ledger deserialize(DataInputView in) throws IOException {
        return Ledger.read(in);
    }

    @Override
    public Ledger deserialize(@Nullable Ledger reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Ledger> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The form is versioned inside {@link Ledger#write}; Flink sees one serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Ledger> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
