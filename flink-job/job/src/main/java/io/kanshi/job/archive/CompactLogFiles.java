package io.kanshi.job.archive;

import io.kanshi.job.parquet.InputPath;
import io.kanshi.job.parquet.ParquetOutput;
import io.kanshi.job.parquet.ZstdCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Makes one file of the many small ones that checkpoints leave, before anyone sees them.
 *
 * <p>Large row groups are copied byte for byte with their indexes and Bloom filters; only the rows of small ones are read, sorted
 * together and written again. So every row group stays sorted, and compaction costs next to nothing where there is much data.
 */
final class CompactLogFiles extends OutputStreamBasedFileCompactor {

    private static final long serialVersionUID = 1;

    /** A row group of this many rows compresses as well as a larger one. */
    private static final long LARGE = 20_000;

    private static final ParquetReadOptions READ = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodec())
            .build();

    @Override
    protected void doCompact(List<Path> files, OutputStream out) throws Exception {
        ParquetOutput output = new ParquetOutput(out, LogSchema.SCHEMA);
        RowBatch small = new RowBatch();
        for (Path file : files) {
            append(file, small, output);
        }
        write(small, output);
        output.finish();
    }

    private static void append(Path path, RowBatch small, ParquetOutput output) throws IOException {
        InputPath file = new InputPath(path);
        try (ParquetFileReader reader = ParquetFileReader.open(file, READ);
                SeekableInputStream in = file.newStream()) {
            List<BlockMetaData> groups = reader.getRowGroups();
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).getRowCount() >= LARGE) {
                    copy(reader, groups.get(i), in, output.file());
                } else {
                    read(reader, i, small, output);
                }
            }
        }
    }

    private static void copy(
            ParquetFileReader reader, BlockMetaData group, SeekableInputStream in, ParquetFileWriter target)
            throws IOException {
        target.startBlock(group.getRowCount());
        for (ColumnChunkMetaData chunk : group.getColumns()) {
            ColumnDescriptor column =
                    LogSchema.SCHEMA.getColumnDescription(chunk.getPath().toArray());
            target.appendColumnChunk(
                    column,
                    in,
                    chunk,
                    reader.readBloomFilter(chunk),
                    reader.readColumnIndex(chunk),
                    reader.readOffsetIndex(chunk));
        }
        target.endBlock();
    }

    private static void read(ParquetFileReader reader, int group, RowBatch small, ParquetOutput output)
            throws IOException {
        String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
        long count = reader.getRowGroups().get(group).getRowCount();
        LogRows rows = new LogRows(reader.readRowGroup(group), createdBy);
        for (long i = 0; i < count; i++) {
            small.append(rows.next());
            if (small.isFull()) {
                write(small, output);
            }
        }
    }

    private static void write(RowBatch batch, ParquetOutput output) throws IOException {
        if (batch.rows() > 0) {
            output.rowGroup(LogRowGroup.properties(batch), batch.rows(), store -> LogRowGroup.write(batch, store));
            batch.clear();
        }
    }
}
