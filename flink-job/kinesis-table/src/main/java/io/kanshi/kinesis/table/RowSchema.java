package io.kanshi.kinesis.table;

import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.util.Collector;

/**
 * The rows that the format makes of a record, each followed by the metadata columns that the query reads. In the task's thread. What the
 * format throws fails the job, what it leaves out is left out: its options say which.
 */
final class RowSchema implements KinesisDeserializationSchema<RowData> {

    private static final long serialVersionUID = 1;

    private final DeserializationSchema<RowData> format;
    private final Metadata[] metadata;
    private final TypeInformation<RowData> type;

    RowSchema(DeserializationSchema<RowData> format, List<Metadata> metadata, TypeInformation<RowData> type) {
        this.format = format;
        this.metadata = metadata.toArray(Metadata[]::new);
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        format.open(context);
    }

    @Override
    public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<RowData> output)
            throws IOException {
        if (metadata.length == 0) {
            format.deserialize(record.bytes, output);
        } else {
            format.deserialize(record.bytes, new WithMetadata(columns(record), output));
        }
    }

    private RowData columns(KinesisRecord record) {
        GenericRowData columns = new GenericRowData(metadata.length);
        for (int i = 0; i < metadata.length; i++) {
            columns.setField(i, metadata[i].of(record));
        }
        return columns;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return type;
    }

    private record WithMetadata(RowData columns, Collector<RowData> output) implements Collector<RowData> {

        @Override
        public void collect(RowData row) {
            output.collect(new JoinedRowData(row.getRowKind(), row, columns));
        }

        @Override
        public void close() {
            // The output is the source's.
        }
    }
}
