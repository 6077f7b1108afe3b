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

/** One Parquet file of a small table. */
final class TableWriter<T> implements BulkWriter<T> {

    /** Small tables hold few rows; a small row group keeps many open files cheap. */
    private static final long ROW_GROUP_BYTES = 4L << 20;

    private final ParquetWriter<T> writer;

    TableWriter(List<Column<T>> columns, String name, OutputStream out) throws IOException {
        writer = new Builder<>(new OutputStreamFile(out), columns, name)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodec())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void addElement(T row) throws IOException {
        writer.write(row);
    }

    @Override
    public void flush() {
        // Bulk files become visible as a whole; there is nothing that an early flush could promise.
    }

    @Override
    public void finish() throws IOException {
        writer.close();
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
