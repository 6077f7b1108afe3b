package io.kanshi.kinesis.records;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.ParsedHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which frame a record is, from its first line; only the beginning is decompressed. Never throws for what a record holds: what
 * has no readable header is no frame, and is nobody's repeat. Holds native memory, hence closed; one thread.
 */
public final class FrameIds implements AutoCloseable {

    /** Longer first lines are no header: ours have 300 to 700 bytes. */
    private static final int FIRST_LINE_BYTES = 4 << 10;

    /** A boot is a UUID; nothing much longer is remembered. */
    private static final int BOOT_CHARACTERS = 64;

    /** Enough compressed bytes for the first line: zstd unpacks whole blocks, and no block is larger. */
    private static final int COMPRESSED_BYTES = (128 << 10) + 64;

    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(COMPRESSED_BYTES);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(FIRST_LINE_BYTES);
    private final byte[] line = new byte[FIRST_LINE_BYTES];

    /** The frame that the record is, or null. */
    public @Nullable FrameId of(byte[] record) {
        if (record.length == 0) {
            return null;
        }
        if (record[0] == '{') {
            return read(record, Math.min(record.length, FIRST_LINE_BYTES));
        }
        if (startsWith(record, 0x28, 0xb5, 0x2f, 0xfd) || isSkippable(record)) {
            return read(line, unzstd(record));
        }
        return startsWith(record, 0x1f, 0x8b, 0x08) ? read(line, ungzip(record)) : null;
    }

    private static boolean isSkippable(byte[] record) {
        return (record[0] & 0xf0) == 0x50 && startsWith(record, record[0], 0x2a, 0x4d, 0x18);
    }

    private static boolean startsWith(byte[] record, int... magic) {
        if (record.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (record[i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    private int unzstd(byte[] record) {
        compressed
                .clear()
                .put(record, 0, Math.min(record.length, COMPRESSED_BYTES))
                .flip();
        unpacked.clear();
        try {
            zstd.reset();
            boolean enough = false;
            while (!enough && unpacked.hasRemaining() && compressed.hasRemaining()) {
                int before = unpacked.position() + compressed.position();
                boolean frameEnded = zstd.decompressDirectByteBufferStream(unpacked, compressed);
                boolean stuck = unpacked.position() + compressed.position() == before;
                // A frame without content may come first (a skippable one), and a header may be a frame of its own.
                enough = stuck || frameEnded && unpacked.position() > 0;
            }
        } catch (ZstdException damaged) {
            return 0;
        }
        unpacked.flip();
        int length = unpacked.remaining();
        unpacked.get(line, 0, length);
        return length;
    }

    private int ungzip(byte[] record) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(record))) {
            return gzip.readNBytes(line, 0, FIRST_LINE_BYTES);
        } catch (IOException damaged) {
            return 0;
        }
    }

    private static @Nullable FrameId read(byte[] bytes, int length) {
        int end = 0;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        if (!(FrameHeaderJson.read(bytes, 0, end) instanceof ParsedHeader.Valid valid)) {
            return null;
        }
        FrameHeader header = valid.header();
        return header.boot().length() > BOOT_CHARACTERS
                ? null
                : new FrameId(header.boot(), header.lane(), header.seq());
    }

    @Override
    public void close() {
        zstd.close();
    }
}
