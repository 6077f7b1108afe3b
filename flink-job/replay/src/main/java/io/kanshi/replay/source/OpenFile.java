package io.kanshi.replay.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A captured file opened for reading, decompressed by what its first bytes say, whatever its name says: gzip with any number of
 * members, zstd with any number of frames, or plain.
 */
final class OpenFile implements Closeable {

    private static final int RAW_BUFFER_BYTES = 64 << 10;
    private static final int GZIP_BUFFER_BYTES = 32 << 10;

    private final Counted raw;
    private final InputStream content;
    private @Nullable IOException damage;

    OpenFile(CapturedFile file, Counts counts) throws IOException {
        this.raw = new Counted(new FileInputStream(file.path()), file.size(), counts);
        try {
            this.content = decompress(raw);
        } catch (IOException | RuntimeException broken) {
            raw.close();
            throw broken;
        }
    }

    /** The bytes of a record that lie within a file: nothing is counted, the file is. */
    OpenFile(byte[] record) throws IOException {
        this.raw = new Counted(new ByteArrayInputStream(record), record.length, new Counts());
        this.content = decompress(raw);
    }

    private static InputStream decompress(Counted raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, RAW_BUFFER_BYTES);
        buffered.mark(4);
        byte[] magic = buffered.readNBytes(4);
        buffered.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(buffered, GZIP_BUFFER_BYTES);
        }
        if (magic.length == 4 && isZstd(magic)) {
            return new ZstdInputStream(buffered);
        }
        return buffered;
    }

    /** A frame starts with 0xFD2FB528, a skippable frame with 0x184D2A5?, little-endian (RFC 8878, 3.1). */
    private static boolean isZstd(byte[] b) {
        int magic = (b[0] & 0xff) | (b[1] & 0xff) << 8 | (b[2] & 0xff) << 16 | (b[3] & 0xff) << 24;
        return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50;
    }

    /**
     * Fills the array from {@code from} on; the number of bytes read, 0 at the end of the file. Of a damaged file what can be read is
     * given first; the next call throws.
     */
    int read(byte[] target, int from) throws IOException {
        if (damage != null) {
            throw damage;
        }
        int at = from;
        try {
            while (at < target.length) {
                int read = content.read(target, at, target.length - at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
        } catch (IOException broken) {
            damage = broken;
            if (at == from) {
                throw broken;
            }
        }
        return at - from;
    }

    /** Bytes of the file as it lies on disk that were read so far. */
    long bytesRead() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** Counts, and ends where the file ended when it was found: a file that is still written to gives the same lines again. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private final long size;
        private final Counts counts;
        private long count;

        Counted(InputStream in, long size, Counts counts) {
            this.in = in;
            this.size = size;
            this.counts = counts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (count >= size) {
                return -1;
            }
            int read = in.read(target, offset, (int) Math.min(length, size - count));
            count += Math.max(read, 0);
            counts.bytes += Math.max(read, 0);
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(size - count, Integer.MAX_VALUE);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
