package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.Sighting;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.split.ShardState;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sends records downstream, in the task's thread, unless they were sent before; what was sent and the shard's state change together,
 * between two checkpoints. A record's time is its arrival; where nothing arrives, the reading itself tells how far time has come, if
 * that is wanted.
 */
final class EmitRecords<T> implements RecordEmitter<ShardElement, T, ShardState> {

    private final KinesisDeserializationSchema<T> schema;
    private final String streamArn;
    private final ReadCounts counts;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final long quietLatenessMillis;
    private final Consumer<ShardSplit> finished;
    private final Output<T> output = new Output<>();

    /**
     * Emits records of one stream.
     *
     * @param quietLateness how far a shard's watermark stays behind a read that found nothing; null where none is told
     * @param finished is told of every shard whose last record was sent
     */
    EmitRecords(
            KinesisDeserializationSchema<T> schema,
            String streamArn,
            ReadCounts counts,
            OperatorIOMetricGroup metrics,
            @Nullable Duration quietLateness,
            Consumer<ShardSplit> finished) {
        this.schema = schema;
        this.streamArn = streamArn;
        this.counts = counts;
        this.recordsIn = metrics.getNumRecordsInCounter();
        this.bytesIn = metrics.getNumBytesInCounter();
        this.quietLatenessMillis = quietLateness == null ? 0 : quietLateness.toMillis();
        this.finished = finished;
    }

    @Override
    public void emitRecord(ShardElement element, SourceOutput<T> target, ShardState shard) throws IOException {
        if (element instanceof ShardElement.Data data) {
            emit(data, target, shard);
            return;
        }
        // Flink counts everything that comes from the reading threads.
        recordsIn.dec();
        if (element instanceof ShardElement.CaughtUp caughtUp) {
            target.emitWatermark(new Watermark(caughtUp.arrivedMillis() - quietLatenessMillis - 1));
        } else if (element instanceof ShardElement.End end) {
            shard.finish(end.phase());
            finished.accept(shard.toSplit());
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
