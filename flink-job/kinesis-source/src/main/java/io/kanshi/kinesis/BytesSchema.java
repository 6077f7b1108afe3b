package io.kanshi.kinesis;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** One of Flink's formats, for the bytes of a record. */
final class BytesSchema<T> implements KinesisDeserializationSchema<T> {

    private static final long serialVersionUID = 1;

    private final DeserializationSchema<T> format;

    BytesSchema(DeserializationSchema<T> format) {
        this.format = format;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        format.open(context);
    }

    @Override
    public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<T> output)
            throws IOException {
        format.deserialize(record.bytes, output);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return format.getProducedType();
    }
}
