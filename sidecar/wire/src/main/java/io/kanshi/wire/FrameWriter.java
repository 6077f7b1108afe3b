package io.kanshi.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

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
        int length = compress(start, end);
        clear();
        return Arrays.copyOf(compressed, length);
    }

    /**
     * Ends the frame, or several where one would be larger than {@code maxBytes}: text hardly ever is, but what does not compress is cut
     * in half until it fits. A single line is not cut; who adds lines keeps them below the limit.
     *
     * @param headers the header of the next frame, given its number of lines; asked again for fewer when a frame was too large
     * @param frames takes each frame with its number of lines, before the next header is asked for
     */
    public void seal(int maxBytes, IntFunction<FrameHeader> headers, ObjIntConsumer<byte[]> frames) {
        seal(HEADER_ROOM, end, events, maxBytes, headers, frames);
        clear();
    }

    private void seal(
            int from,
            int to,
            int lines,
            int maxBytes,
            IntFunction<FrameHeader> headers,
            ObjIntConsumer<byte[]> frames) {
        byte[] header = FrameHeaderJson.write(headers.apply(lines));
        if (header.length > from) {
            throw new IllegalArgumentException("a header must be at most " + HEADER_ROOM + " bytes: " + header.length);
        }
        System.arraycopy(header, 0, buffer, from - header.length, header.length);
        int length = compress(from - header.length, to);
        if (length <= maxBytes || lines < 2) {
            frames.accept(Arrays.copyOf(compressed, length), lines);
            return;
        }
        int half = from;
        int first = 0;
        while (first == 0 || half < from + (to - from) / 2 && first < lines - 1) {
            while (buffer[half++] != '\n') {
                // to the line's end
            }
            first++;
        }
        seal(from, half, first, maxBytes, headers, frames);
        seal(half, to, lines - first, maxBytes, headers, frames);
    }

    private int compress(int start, int to) {
        int bound = (int) Zstd.compressBound(to - start);
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        return zstd.compressByteArray(compressed, 0, compressed.length, buffer, start, to - start);
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
