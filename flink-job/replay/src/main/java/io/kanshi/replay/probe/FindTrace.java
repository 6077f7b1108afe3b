package io.kanshi.replay.probe;

import io.kanshi.job.parquet.ZstdCodec;
import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Whether a file of the archive has a row with a trace id. Bloom filters say where it is not; of the rest one column is read. */
final class FindTrace {

    private static final String COLUMN = "trace_id";

    private static final ParquetReadOptions READ = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodec())
            .build();

    private FindTrace() {}

    static boolean in(InputFile file, String traceId) throws IOException {
        Binary wanted = Binary.fromString(traceId);
        try (ParquetFileReader reader = ParquetFileReader.open(file, READ)) {
            reader.setRequestedSchema(column(reader));
            for (int i = 0; i < reader.getRowGroups().size(); i++) {
                if (isPossible(reader, reader.getRowGroups().get(i), wanted) && hasRow(reader, i, wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static MessageType column(ParquetFileReader reader) {
        MessageType schema = reader.getFileMetaData().getSchema();
        return new MessageType(schema.getName(), schema.getType(COLUMN));
    }

    private static boolean isPossible(ParquetFileReader reader, BlockMetaData group, Binary wanted) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
            if (chunk.getPath().toDotString().equals(COLUMN)) {
                BloomFilter filter = reader.getBloomFilterDataReader(group).readBloomFilter(chunk);
                return filter == null || filter.findHash(filter.hash(wanted));
            }
        }
        return false;
    }

    private static boolean hasRow(ParquetFileReader reader, int group, Binary wanted) throws IOException {
        PageReadStore pages = reader.readRowGroup(group);
        MessageType schema = column(reader);
        ColumnDescriptor column = schema.getColumns().get(0);
        ColumnReader values = new ColumnReadStoreImpl(
                        pages,
                        new GroupRecordConverter(schema).getRootConverter(),
                        schema,
                        reader.getFileMetaData().getCreatedBy())
                .getColumnReader(column);
        for (long i = 0; i < pages.getRowCount(); i++) {
            if (values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()
                    && values.getBinary().equals(wanted)) {
                return true;
            }
            values.consume();
        }
        return false;
    }
}
