package io.kanshi.replay.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A growing array that can be read in place. */
final class Bytes extends ByteArrayOutputStream {

    Bytes(int size) {
        super(size);
    }

    byte[] array() {
        return buf;
    }

    Bytes put(byte[] b, int start, int end) {
        write(b, start, end - start);
        return this;
    }

    Bytes put(String ascii) {
        writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
