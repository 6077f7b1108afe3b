package io.kanshi.testkit.sidecar;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** How the entries of a packed message may be compressed. */
public enum Compression {
    GZIP {
        @Override
        public byte[] compress(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    },
    ZSTD {
        @Override
        public byte[] compress(byte[] bytes) {
            return Zstd.compress(bytes);
        }
    };

    /** One complete member (or frame); several may follow each other. */
    public abstract byte[] compress(byte[] bytes);

    /** The value of the option {@code compressed}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
