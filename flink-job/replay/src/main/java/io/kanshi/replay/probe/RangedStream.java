package io.kanshi.replay.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.SeekableInputStream;

/** A file of which only ranges can be asked for, as a stream: a footer, a Bloom filter and one column cost a few requests. One thread. */
final class RangedStream extends SeekableInputStream {

    /** Small reads lie side by side, so that one request serves many. */
    private static final int LEAST_BYTES = 64 << 10;

    /** Gives exactly the range. */
    interface Ranges {
        byte[] read(long from, int length) throws IOException;
    }

    private final long length;
    private final Ranges ranges;
    private long position;
    private byte[] held = new byte[0];
    private long heldFrom;

    RangedStream(long length, Ranges ranges) {
        this.length = length;
        this.ranges = ranges;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void seek(long to) {
        position = to;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (position >= length) {
            return -1;
        }
        if (position < heldFrom || position >= heldFrom + held.length) {
            int wanted = (int) Math.min(length - position, Math.max(count, LEAST_BYTES));
            held = ranges.read(position, wanted);
            heldFrom = position;
            if (held.length == 0) {
                throw new EOFException("nothing came from " + position + " of " + length + " bytes");
            }
        }
        int at = (int) (position - heldFrom);
        int taken = Math.min(count, held.length - at);
        System.arraycopy(held, at, bytes, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public void readFully(byte[] bytes) throws IOException {
        readFully(bytes, 0, bytes.length);
    }

    @Override
    public void readFully(byte[] bytes, int offset, int count) throws IOException {
        if (readNBytes(bytes, offset, count) < count) {
            throw new EOFException("the file ends before " + count + " bytes");
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        int count = read(bytes, 0, bytes.length);
        if (count > 0) {
            buffer.put(bytes, 0, count);
        }
        return count;
    }

    @Override
    public void readFully(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        readFully(bytes);
        buffer.put(bytes);
    }
}
