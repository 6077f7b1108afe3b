package io.kanshi.job.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses Parquet pages with one reused zstd context. Level 1: on log lines level 3 costs a fifth of the throughput and, measured,
 * saves nothing.
 */
public final class ZstdPages implements BytesInputCompressor {

    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private final Page page = new Page();

    @Override
    public BytesInput compress(BytesInput input) throws IOException {
        page.reset();
        input.writeAllTo(page);
        byte[] target = new byte[(int) Zstd.compressBound(page.size())];
        int size = context.compressByteArray(target, 0, target.length, page.array(), 0, page.size());
        return BytesInput.from(Arrays.copyOf(target, size));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }

    /** A page's bytes in one reused array. */
    private static final class Page extends ByteArrayOutputStream {

        byte[] array() {
            return buf;
        }
    }
}
