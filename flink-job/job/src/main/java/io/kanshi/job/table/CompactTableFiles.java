package io.kanshi.job.table;

import io.kanshi.job.parquet.InputPath;
import io.kanshi.job.parquet.OutputStreamFile;
import io.kanshi.job.parquet.ZstdCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Makes one file of a small table's files, row by row in their order. A file that an earlier version has written may lack columns: they
 * are absent in its rows.
 */
final class CompactTableFiles<T> extends OutputStreamBasedFileCompactor {

    private static final long serialVersionUID = 1;

    private static final ParquetReadOptions READ = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodec())
            .build();

    private final Table<T> table;

    CompactTableFiles(Table<T> table) {
        this.table = table;
    }

    @Override
    protected void doCompact(List<Path> files, OutputStream out) throws Exception {
        MessageType schema = TableWriteSupport.schema(table.columns(), table.name());
        ExampleParquetWriter.Builder builder =
                ExampleParquetWriter.builder(new OutputStreamFile(out)).withType(schema);
        try (ParquetWriter<Group> writer = TableWriter.open(builder)) {
            for (Path file : files) {
                append(file, schema, writer);
            }
        }
    }

    private static void append(Path path, MessageType schema, ParquetWriter<Group> writer) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new InputPath(path), READ)) {
            String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
            MessageType written = reader.getFooter().getFileMetaData().getSchema();
            GroupRecordConverter converter = new GroupRecordConverter(schema);
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> rows = new ColumnIOFactory(createdBy)
                        .getColumnIO(schema, written)
                        .getRecordReader(pages, converter);
                for (long i = pages.getRowCount(); i > 0; i--) {
                    writer.write(rows.read());
                }
            }
        }
    }
}
