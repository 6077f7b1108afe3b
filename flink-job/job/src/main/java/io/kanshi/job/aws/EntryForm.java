package io.kanshi.job.aws;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** How entries look in the sink's state, and how much of a request they take. */
public interface EntryForm<E> extends Serializable {

    /** The version of what {@link #write} writes. A change of it needs a reader for the old one. */
    int version();

    /** Bytes that count against the service's limits. */
    long size(E entry);

    void write(E entry, DataOutputStream out) throws IOException;

    /** The entry again, from what {@code version} wrote. */
    E read(int version, DataInputStream in) throws IOException;

    /** Refuses what a newer version wrote, in words. */
    static void checkVersion(int written, int known) throws IOException {
        if (written != known) {
            throw new IOException("the sink's state is of version " + written + ", this version of kanshi reads "
                    + known + ": start it without the sink's state, or with the version that wrote it");
        }
    }

    /** Text of any length, in UTF-8 behind its length. */
    static void writeText(String text, DataOutputStream out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length + " bytes where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }
}
