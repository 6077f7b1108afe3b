package io.kanshi.job.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that is written one whole row group at a time. ParquetWriter decides by itself when a row group ends, and so would
 * cut sorted batches in the middle; here a batch is a row group, and between two of them the file holds no memory.
 */
public final class ParquetOutput {

    private static final int COLUMN_INDEX_TRUNCATE_LENGTH = 64;

    private final ParquetFileWriter file;
    private final MessageType schema;

    public ParquetOutput(OutputStream out, MessageType schema) throws IOException {
        this.schema = schema;
        this.file = new ParquetFileWriter(
                new OutputStreamFile(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                Long.MAX_VALUE,
                0,
                COLUMN_INDEX_TRUNCATE_LENGTH,
                Integer.MAX_VALUE,
                true);
        file.start();
    }

    /** Writes a row group. {@code rows} writes every column of every row and calls {@code endRecord} after each row. */
    public void rowGroup(ParquetProperties properties, int count, Consumer<ColumnWriteStore> rows) throws IOException {
        ZstdPages compressor = new ZstdPages();
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        compressor, schema, new HeapByteBufferAllocator(), COLUMN_INDEX_TRUNCATE_LENGTH);
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            rows.accept(columns);
            file.startBlock(count);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        } finally {
            compressor.release();
        }
    }

    /** The writer itself, to append row groups of other files byte for byte. */
    public ParquetFileWriter file() {
        return file;
    }

    /** Writes the footer; the stream stays open, it is its owner's to close. */
    public void finish() throws IOException {
        file.end(Map.of());
    }
}
