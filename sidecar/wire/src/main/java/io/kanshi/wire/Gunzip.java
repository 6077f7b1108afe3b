package io.kanshi.wire;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Members of gzip (RFC 1952) in a row, array to array, with their checksums verified. {@code GZIPInputStream} would do it too, but
 * makes an Inflater and two buffers for every record.
 */
final class Gunzip implements AutoCloseable {

    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] probe = new byte[1];

    static boolean isGzip(byte[] b, int from, int to) {
        return to - from >= 3 && b[from] == 0x1f && b[from + 1] == (byte) 0x8b && b[from + 2] == 8;
    }

    /** The size that the last four bytes name: right for a single member, a lower bound or a lie otherwise. */
    long claimedSize(byte[] b, int from, int to) {
        return to - from < HEADER_BYTES + TRAILER_BYTES ? 0 : int32(b, to - 4);
    }

    /** Inflates all members to the start of the target; the length, or {@link Unpacker#NO_ROOM}. */
    int inflate(byte[] b, int from, int to, byte[] target) throws DataFormatException {
        int in = from;
        int out = 0;
        while (in < to) {
            int data = dataStart(b, in, to);
            inflater.reset();
            inflater.setInput(b, data, to - data);
            int length = member(target, out);
            if (length == Unpacker.NO_ROOM) {
                return length;
            }
            in = to - inflater.getRemaining();
            verify(b, in, to, target, out, length);
            in += TRAILER_BYTES;
            out += length;
        }
        return out;
    }

    private int member(byte[] target, int from) throws DataFormatException {
        int out = from;
        while (!inflater.finished()) {
            boolean full = out == target.length;
            int length = full ? inflater.inflate(probe, 0, 1) : inflater.inflate(target, out, target.length - out);
            if (length > 0 && full) {
                return Unpacker.NO_ROOM;
            }
            out += length;
            if (length == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("the data ends early");
            }
        }
        return out - from;
    }

    private void verify(byte[] b, int at, int to, byte[] target, int from, int length) throws DataFormatException {
        if (to - at < TRAILER_BYTES) {
            throw new DataFormatException("the trailer is cut off");
        }
        checksum.reset();
        checksum.update(target, from, length);
        if (int32(b, at) != checksum.getValue() || int32(b, at + 4) != length) {
            throw new DataFormatException("checksum or length is wrong");
        }
    }

    private static int dataStart(byte[] b, int from, int to) throws DataFormatException {
        if (!isGzip(b, from, to) || to - from < HEADER_BYTES) {
            throw new DataFormatException("no gzip member where one should start");
        }
        int flags = b[from + 3];
        int at = from + HEADER_BYTES;
        if ((flags & EXTRA) != 0 && to - at >= 2) {
            at += 2 + (b[at] & 0xff | (b[at + 1] & 0xff) << 8);
        }
        if ((flags & NAME) != 0) {
            at = afterZero(b, at, to);
        }
        if ((flags & COMMENT) != 0) {
            at = afterZero(b, at, to);
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            at += 2;
        }
        if (at > to) {
            throw new DataFormatException("the header is cut off");
        }
        return at;
    }

    private static int afterZero(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static long int32(byte[] b, int at) {
        return (b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16) | (b[at + 3] & 0xffL) << 24;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
