package io.kanshi.bench;

import io.kanshi.job.RawRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file of {@link FrameFiles}: its records one by one. One thread. */
final class FrameFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final String name;
    private final DataInputStream in;
    private long arrivalMillis;
    private @Nullable RawRecord next;

    FrameFile(String name) {
        this.name = name;
        try {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(name)), BUFFER_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** Of the record that {@link #take} gives. */
    long arrivalMillis() {
        return arrivalMillis;
    }

    RawRecord take() {
        RawRecord record = next;
        if (record == null) {
            throw new IllegalStateException("nothing is left of " + name);
        }
        return record;
    }

    /** Goes on to the next record, also to the first; false at the end. */
    boolean advance() {
        try {
            if (in.available() == 0) {
                close();
                return false;
            }
            arrivalMillis = in.readLong();
            next = new RawRecord(in.readNBytes(in.readInt()), arrivalMillis, Long.MIN_VALUE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
