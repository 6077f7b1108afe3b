package io.kanshi.kinesis;

import io.kanshi.kinesis.assignment.AssignmentState;
import io.kanshi.kinesis.assignment.AssignmentStateSerializer;
import io.kanshi.kinesis.assignment.ShardEnumerator;
import io.kanshi.kinesis.reading.KinesisReader;
import io.kanshi.kinesis.settings.SourceSettings;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.split.ShardSplitSerializer;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads a stream of Kinesis Data Streams, exactly once into the job; frames that a sidecar has sent twice are given once. Built like AWS's
 * {@code KinesisStreamsSource}:
 *
 * <pre>{@code
 * KinesisSource<String> source = KinesisSource.<String>builder()
 *         .setStreamArn("arn:aws:kinesis:eu-central-1:123456789012:stream/logs")
 *         .setDeserializationSchema(new SimpleStringSchema())
 *         .build();
 * }</pre>
 *
 * Without a watermark strategy of one's own, a record's time is its arrival.
 */
public final class KinesisSource<T> implements Source<T, ShardSplit, AssignmentState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1;

    private final SourceSettings settings;
    private final KinesisDeserializationSchema<T> schema;

    KinesisSource(SourceSettings settings, KinesisDeserializationSchema<T> schema) {
        this.settings = settings;
        this.schema = schema;
    }

    public static <T> KinesisSourceBuilder<T> builder() {
        return new KinesisSourceBuilder<>();
    }

    @Override
    public Boundedness getBoundedness() {
        return settings.reading().bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, ShardSplit> createReader(SourceReaderContext context) throws Exception {
        schema.open(new SchemaContext(context));
        return KinesisReader.of(
                SdkKinesisStream.withoutRetries(settings.access()), schema, settings, Clock.systemUTC(), context);
    }

    @Override
    public SplitEnumerator<ShardSplit, AssignmentState> createEnumerator(SplitEnumeratorContext<ShardSplit> context) {
        return new ShardEnumerator(
                context, settings, SdkKinesisStream.withRetries(settings.access()), Clock.systemUTC(), null);
    }

    @Override
    public SplitEnumerator<ShardSplit, AssignmentState> restoreEnumerator(
            SplitEnumeratorContext<ShardSplit> context, AssignmentState state) {
        return new ShardEnumerator(
                context, settings, SdkKinesisStream.withRetries(settings.access()), Clock.systemUTC(), state);
    }

    @Override
    public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
        return new ShardSplitSerializer(settings.reading().seen());
    }

    @Override
    public SimpleVersionedSerializer<AssignmentState> getEnumeratorCheckpointSerializer() {
        return new AssignmentStateSerializer(settings.reading().seen());
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return schema.getProducedType();
    }
}
