package io.kanshi.job.aws;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/** The sink's state, entry by entry. For one thread. */
final class EntryState<E extends Serializable> extends AsyncSinkWriterStateSerializer<E> {

    private final EntryForm<E> form;
    private int reading;

    EntryState(EntryForm<E> form) {
        this.form = form;
    }

    @Override
    public int getVersion() {
        return form.version();
    }

    @Override
    public BufferedRequestState<E> deserialize(int version, byte[] bytes) throws IOException {
        reading = version;
        return super.deserialize(version, bytes);
    }

    @Override
    protected void serializeRequestToStream(E entry, DataOutputStream out) throws IOException {
        form.write(entry, out);
    }

    @Override
    protected E deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
        return form.read(reading, in);
    }
}
