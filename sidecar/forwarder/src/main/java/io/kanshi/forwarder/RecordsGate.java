package io.kanshi.forwarder;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.forward.Records;
import io.kanshi.forwarder.forward.Refusal;
import org.jspecify.annotations.Nullable;

/** Stands between server and intake because the socket is bound first; nothing is read before it is open. */
final class RecordsGate implements Records {

    private @Nullable Records behind;

    void open(Records records) {
        behind = records;
    }

    private Records behind() {
        Records open = behind;
        if (open == null) {
            throw new IllegalStateException("read before there was anybody to take it");
        }
        return open;
    }

    @Override
    public void tag(byte[] bytes, int start, int end) {
        behind().tag(bytes, start, end);
    }

    @Override
    public void record(long timeNanos, Cursor record) {
        behind().record(timeNanos, record);
    }

    @Override
    public long group() {
        return behind().group();
    }

    @Override
    public void readEnded() {
        behind().readEnded();
    }

    @Override
    public void refused(Refusal refusal) {
        behind().refused(refusal);
    }
}
