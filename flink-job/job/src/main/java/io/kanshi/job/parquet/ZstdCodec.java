package io.kanshi.job.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Reads what {@link ZstdPages} wrote, without Hadoop's codec registry. */
public final class ZstdCodec implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        expectZstd(name);
        return new ZstdPages();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        expectZstd(name);
        return new Decompressor();
    }

    private static void expectZstd(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("the archive's files are written with ZSTD only: " + name);
        }
    }

    @Override
    public void release() {
        // Nothing is kept between pages.
    }

    private static final class Decompressor implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream((int) page.size());
            page.writeAllTo(compressed);
            return BytesInput.from(expand(compressed.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[compressedSize];
            input.get(bytes);
            output.put(expand(bytes, size));
        }

        private static byte[] expand(byte[] compressed, int size) throws IOException {
            byte[] bytes = new byte[size];
            long count = Zstd.decompress(bytes, compressed);
            if (Zstd.isError(count) || count != size) {
                throw new IOException("a page of " + size + " bytes does not decompress: " + Zstd.getErrorName(count));
            }
            return bytes;
        }

        @Override
        public void release() {
            // Nothing is kept between pages.
        }
    }
}
