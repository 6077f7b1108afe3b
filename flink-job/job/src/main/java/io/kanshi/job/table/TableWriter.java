package io.kanshi.job.table;

import io.kanshi.job.parquet.OutputStreamFile;
import io.kanshi.job.parquet.ZstdCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a small table. It begins with the first row: Flink also makes a writer for a file that a compactor fills behind its
 * back, and that one must leave no mark.
 */
final class TableWriter<T> implements BulkWriter<T> {

    /** Small tables hold few rows; a small row group keeps many open files cheap. */
    private static final long ROW_GROUP_BYTES = 4L << 20;

    private final Builder<T> builder;
    private @Nullable ParquetWriter<T> writer;

    TableWriter(List<Column<T>> columns, String name, OutputStream out) {
        builder = new Builder<>(new OutputStreamFile(out), columns, name);
    }

    /** Begins a file, as all files of small tables are. */
    static <T, B extends ParquetWriter.Builder<T, B>> ParquetWriter<T> open(B builder) throws IOException {
        return builder.withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodec())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void addElement(T row) throws IOException {
        if (writer == null) {
            writer = open(builder);
        }
        writer.write(row);
    }

    @Override
    public void flush() {
        // Bulk files become visible as a whole; there is nothing that an early flush could promise.
    }

    @Override
    public void finish() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final List<Column<T>> columns;
        private final String name;

        Builder(OutputFile file, List<Column<T>> columns, String name) {
            super(file);
            this.columns = columns;
            this.name = name;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        /** Still abstract in Parquet, though it calls the other one. */
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return new TableWriteSupport<>(columns, name);
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return new TableWriteSupport<>(columns, name);
        }
    }
}
