package io.kanshi.kinesis;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** The records as they are. */
final class RecordSchema implements KinesisDeserializationSchema<KinesisRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<KinesisRecord> output) {
        output.collect(record);
    }

    @Override
    public TypeInformation<KinesisRecord> getProducedType() {
        return TypeInformation.of(KinesisRecord.class);
    }
}
