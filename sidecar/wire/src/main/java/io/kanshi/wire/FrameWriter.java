package io.kanshi.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Builds one frame after the other: lines are added, then sealed under a header into the bytes of one record.
 *
 * <p>A line is one JSON object without a line break in it. How many lines make a frame is the caller's decision, by {@link #size()}:
 * a frame that is too large for a record is not refused here. The buffer and the compressor (native memory, hence
 * {@link #close()}) are reused; not thread-safe.
 */
public final class FrameWriter implements AutoCloseable {

    /** What a sidecar can afford at the rate of a container's logs; level 3 is zstd's own default. */
    public static final int DEFAULT_LEVEL = 3;

    /** Room kept before the lines for the header, which is known last; a longer one moves the lines. */
    private static final int HEADER_ROOM = 1024;

    private final ZstdCompressCtx zstd;
    private byte[] buffer = new byte[64 << 10];
    private byte[] compressed = new byte[0];
    private int end = HEADER_ROOM;
    private int events;

    public FrameWriter() {
        this(DEFAULT_LEVEL);
    }

    public FrameWriter(int level) {
        zstd = new ZstdCompressCtx().setLevel(level).setChecksum(true);
    }

    public void add(byte[] line, int offset, int length) {
        reserve(length + 1);
        System.arraycopy(line, offset, buffer, end, length);
        end += length;
        buffer[end++] = '\n';
        events++;
    }

    /** Bytes of the lines added since the last seal, before compression. */
    public int size() {
        return end - HEADER_ROOM;
    }

    /** Lines added since the last seal. */
    public int events() {
        return events;
    }

    /** Ends the frame: its bytes, zstd-compressed. The header's count of events must be {@link #events()}. */
    public byte[] seal(FrameHeader header) {
        int start = writeHeader(header);
        int bound = (int) Zstd.compressBound(end - start);
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = zstd.compressByteArray(compressed, 0, compressed.length, buffer, start, end - start);
        clear();
        return Arrays.copyOf(compressed, length);
    }

    /** Ends the frame: its bytes, uncompressed. The header's count of events must be {@link #events()}. */
    public byte[] sealPlain(FrameHeader header) {
        int start = writeHeader(header);
        byte[] frame = Arrays.copyOfRange(buffer, start, end);
        clear();
        return frame;
    }

    /** Puts the header right before the lines; returns where it starts. */
    private int writeHeader(FrameHeader header) {
        if (header.events() != events) {
            throw new IllegalArgumentException("header.events must be " + events + ": " + header.events());
        }
        byte[] line = FrameHeaderJson.write(header);
        int missing = line.length - HEADER_ROOM;
        if (missing > 0) {
            reserve(missing);
            System.arraycopy(buffer, HEADER_ROOM, buffer, line.length, end - HEADER_ROOM);
            end += missing;
        }
        int start = Math.max(HEADER_ROOM - line.length, 0);
        System.arraycopy(line, 0, buffer, start, line.length);
        return start;
    }

    private void reserve(int more) {
        if (buffer.length - end < more) {
            buffer = Arrays.copyOf(buffer, Math.max(end + more, 2 * buffer.length));
        }
    }

    private void clear() {
        end = HEADER_ROOM;
        events = 0;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
