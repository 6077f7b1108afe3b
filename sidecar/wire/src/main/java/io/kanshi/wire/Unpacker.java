package io.kanshi.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a record: zstd (frames in a row), gzip (members in a row), or plain, told apart by the magic bytes.
 *
 * <p>Plain bytes are not copied: the result is the input. Otherwise it is a buffer that the next record overwrites. The buffer
 * never grows beyond the bound, whatever the record claims; where the size is not known beforehand it is doubled and the record
 * is decompressed anew, so that at no time two buffers are held. It holds native memory (hence {@link #close()}); one thread only.
 */
public final class Unpacker implements AutoCloseable {

    public enum Outcome {
        /** {@link #bytes()} from {@link #start()} to {@link #end()} is the content. */
        UNPACKED,
        /** The content is larger than the bound. */
        TOO_LARGE,
        /** Cut off or damaged; {@link #error()} says how. */
        BROKEN
    }

    /** What an attempt gives when the buffer is too small. */
    static final int NO_ROOM = -1;

    private static final int SMALLEST_BUFFER = 64 << 10;
    private static final int EXPECTED_RATIO = 8;

    private final int maxBytes;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final Gunzip gunzip = new Gunzip();
    private byte[] buffer = new byte[0];
    private byte[] bytes = buffer;
    private int start;
    private int end;
    private String error = "";

    public Unpacker() {
        this(WireLimits.UNPACKED_BYTES);
    }

    public Unpacker(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Decompresses the bytes from {@code from} to {@code to} (exclusive). */
    public Outcome unpack(byte[] record, int from, int to) {
        error = "";
        if (isZstd(record, from, to)) {
            return unzstd(record, from, to);
        }
        if (Gunzip.isGzip(record, from, to)) {
            return ungzip(record, from, to);
        }
        if (to - from > maxBytes) {
            return tooLarge();
        }
        return unpacked(record, from, to);
    }

    private static boolean isZstd(byte[] b, int from, int to) {
        if (to - from < 4) {
            return false;
        }
        boolean frame = b[from] == 0x28 && b[from + 1] == (byte) 0xb5;
        boolean skippable = (b[from] & 0xf0) == 0x50 && b[from + 1] == 0x2a;
        return frame && b[from + 2] == 0x2f && b[from + 3] == (byte) 0xfd
                || skippable && b[from + 2] == 0x4d && b[from + 3] == 0x18;
    }

    private Outcome unzstd(byte[] record, int from, int to) {
        long claimed = Zstd.getFrameContentSize(record, from, to - from);
        if (claimed > maxBytes) {
            return tooLarge();
        }
        reserve(claimed > 0 ? claimed : (long) EXPECTED_RATIO * (to - from));
        while (true) {
            try {
                int length = zstd.decompressByteArray(buffer, 0, buffer.length, record, from, to - from);
                return unpacked(buffer, 0, length);
            } catch (ZstdException e) {
                if (e.getErrorCode() != Zstd.errDstSizeTooSmall()) {
                    return broken("zstd: " + e.getMessage());
                }
            }
            if (!grow()) {
                return tooLarge();
            }
        }
    }

    private Outcome ungzip(byte[] record, int from, int to) {
        reserve(gunzip.claimedSize(record, from, to));
        while (true) {
            try {
                int length = gunzip.inflate(record, from, to, buffer);
                if (length != NO_ROOM) {
                    return unpacked(buffer, 0, length);
                }
            } catch (DataFormatException e) {
                return broken("gzip: " + e.getMessage());
            }
            if (!grow()) {
                return tooLarge();
            }
        }
    }

    /** Room for about this much, at least. */
    private void reserve(long wanted) {
        long size = Math.min(maxBytes, Math.max(wanted, SMALLEST_BUFFER));
        if (buffer.length < size) {
            replace((int) size);
        }
    }

    private boolean grow() {
        if (buffer.length >= maxBytes) {
            return false;
        }
        replace((int) Math.min(maxBytes, 2L * buffer.length));
        return true;
    }

    private void replace(int size) {
        bytes = new byte[0];
        buffer = bytes;
        buffer = new byte[size];
    }

    private Outcome unpacked(byte[] content, int from, int to) {
        bytes = content;
        start = from;
        end = to;
        return Outcome.UNPACKED;
    }

    private Outcome tooLarge() {
        return failed(Outcome.TOO_LARGE, "record unpacks to more than " + maxBytes + " bytes");
    }

    private Outcome broken(@Nullable String why) {
        return failed(Outcome.BROKEN, why == null ? "damaged" : why);
    }

    private Outcome failed(Outcome outcome, String why) {
        unpacked(buffer, 0, 0);
        error = why;
        return outcome;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Why the last record could not be unpacked; empty when it could. */
    public String error() {
        return error;
    }

    @Override
    public void close() {
        zstd.close();
        gunzip.close();
    }
}
