package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.Sighting;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.split.ShardState;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sends records downstream, in the task's thread, unless they were sent before; what was sent and the shard's state change together,
 * between two checkpoints. The record's time is its arrival.
 */
final class EmitRecords<T> implements RecordEmitter<ShardElement, T, ShardState> {

    private final KinesisDeserializationSchema<T> schema;
    private final String streamArn;
    private final ReadCounts counts;
    private final Counter bytesIn;
    private final Consumer<ShardSplit> finished;
    private final Output<T> output = new Output<>();

    /** @param finished is told of every shard whose last record was sent */
    EmitRecords(
            KinesisDeserializationSchema<T> schema,
            String streamArn,
            ReadCounts counts,
            Counter bytesIn,
            Consumer<ShardSplit> finished) {
        this.schema = schema;
        this.streamArn = streamArn;
        this.counts = counts;
        this.bytesIn = bytesIn;
        this.finished = finished;
    }

    @Override
    public void emitRecord(ShardElement element, SourceOutput<T> target, ShardState shard) throws IOException {
        if (element instanceof ShardElement.End end) {
            shard.finish(end.phase());
            finished.accept(shard.toSplit());
        } else if (element instanceof ShardElement.Data data) {
            emit(data, target, shard);
        }
    }

    private void emit(ShardElement.Data data, SourceOutput<T> target, ShardState shard) throws IOException {
        KinesisRecord record = data.record();
        bytesIn.inc(record.bytes.length);
        if (isNew(data, shard.seen())) {
            output.target = target;
            output.arrivalMillis = record.arrivalMillis;
            schema.deserialize(record, streamArn, record.shardId, output);
        }
        shard.passed(record.sequenceNumber, record.subSequenceNumber, data.whole());
    }

    private boolean isNew(ShardElement.Data data, Seen seen) {
        if (data.frame() == null) {
            return true;
        }
        Sighting sighting = seen.meet(data.frame(), data.record().arrivalMillis);
        if (sighting == Sighting.REPEAT) {
            counts.add(ReadCount.REPEATS_REMOVED, 1);
        } else if (sighting == Sighting.TOO_OLD) {
            counts.add(ReadCount.REPEATS_UNKNOWN, 1);
        }
        counts.add(ReadCount.LANES_FORGOTTEN, seen.takeForgotten());
        return sighting != Sighting.REPEAT;
    }

    /** One for all records, since it is used for one at a time. */
    private static final class Output<T> implements Collector<T> {

        private @Nullable SourceOutput<T> target;
        private long arrivalMillis;

        @Override
        public void collect(T value) {
            if (target != null) {
                target.collect(value, arrivalMillis);
            }
        }

        @Override
        public void close() {
            // Nothing is held back.
        }
    }
}
