package io.kanshi.kinesis;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;

/** From a record to what goes downstream: none, one or several values. What it throws fails the job. */
public interface KinesisDeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {

    /** Called once, before any record. */
    default void open(DeserializationSchema.InitializationContext context) throws Exception {}

    /**
     * Reads one record, in the task's thread.
     *
     * @param streamArn as it was given to the source
     * @param shardId the same as in the record
     */
    void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<T> output) throws IOException;

    /** Only the bytes of a record, read by one of Flink's formats. */
    static <T> KinesisDeserializationSchema<T> of(DeserializationSchema<T> format) {
        return new BytesSchema<>(format);
    }

    /** The records as they are. */
    static KinesisDeserializationSchema<KinesisRecord> records() {
        return new RecordSchema();
    }
}
