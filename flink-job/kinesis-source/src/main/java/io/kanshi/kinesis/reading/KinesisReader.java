package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.handover.ChildrenGiven;
import io.kanshi.kinesis.handover.FinishRecorded;
import io.kanshi.kinesis.handover.ReaderHolds;
import io.kanshi.kinesis.handover.ShardFinished;
import io.kanshi.kinesis.handover.ShardsGiven;
import io.kanshi.kinesis.settings.SourceSettings;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.split.ShardSplitSerializer;
import io.kanshi.kinesis.split.ShardState;
import io.kanshi.kinesis.stream.KinesisStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SourceReaderBase;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Flink's side of the reading: Flink's base class moves records from the reading threads to the task's; what is added here is the
 * handover of finished shards to the enumerator (see the package {@code handover}), and that a reader without a shard holds up no
 * watermark.
 */
public final class KinesisReader<T> extends SourceReaderBase<ShardElement, T, ShardSplit, ShardState> {

    /** No shard's id looks like it. */
    private static final String NO_SHARD = "none";

    private final KinesisStream stream;
    private final FetcherPool fetchers;
    private final ShardSplitSerializer serializer;
    private final FinishedShards finished = new FinishedShards();

    /** What was held before the start: what the enumerator is told. */
    private final Set<String> restored = new HashSet<>();

    /** Finished shards of the restored state, which have a place in the watermarks but no reading thread. */
    private final Set<String> restoredFinished = new HashSet<>();

    private final Set<String> outputsToRelease = new LinkedHashSet<>();
    private boolean started;
    private boolean given;
    private boolean idle;

    private KinesisReader(
            KinesisStream stream,
            FetcherPool fetchers,
            EmitRecords<T> emitter,
            SourceSettings settings,
            SourceReaderContext context) {
        super(fetchers, emitter, context.getConfiguration(), context);
        this.stream = stream;
        this.fetchers = fetchers;
        this.serializer = new ShardSplitSerializer(settings.reading().seen());
    }

    /**
     * A reader with its threads and metrics.
     *
     * @param schema has been opened
     */
    public static <T> KinesisReader<T> of(
            KinesisStream stream,
            KinesisDeserializationSchema<T> schema,
            SourceSettings settings,
            Clock clock,
            SourceReaderContext context) {
        ReadCounts counts = new ReadCounts();
        // A group that Managed Service for Apache Flink forwards to CloudWatch.
        MetricGroup forwarded =
                context.metricGroup().addGroup("kinesisanalytics").addGroup("source");
        for (ReadCount count : ReadCount.values()) {
            forwarded.<Long, Gauge<Long>>gauge(count.metric(), () -> counts.of(count));
        }
        ShardGauges gauges = new ShardGauges(context.metricGroup(), settings.access());
        ShardSplitSerializer serializer =
                new ShardSplitSerializer(settings.reading().seen());
        EmitRecords<T> emitter = new EmitRecords<>(
                schema,
                settings.access().streamArn(),
                counts,
                context.metricGroup().getIOMetricGroup(),
                settings.reading().quietLateness(),
                split -> context.sendSourceEventToCoordinator(new ShardFinished(bytes(serializer, split))));
        FetcherPool fetchers = new FetcherPool(
                () -> new ShardsReader(stream, settings.reading(), clock, counts, gauges),
                settings.reading().threads(),
                context.getConfiguration());
        return new KinesisReader<>(stream, fetchers, emitter, settings, context);
    }

    private static byte[] bytes(ShardSplitSerializer serializer, ShardSplit split) {
        try {
            return serializer.serialize(split);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        started = true;
        finished.all()
                .forEach(split -> context.sendSourceEventToCoordinator(new ShardFinished(bytes(serializer, split))));
        context.sendSourceEventToCoordinator(new ReaderHolds(Set.copyOf(restored)));
        restored.clear();
    }

    @Override
    public void addSplits(List<ShardSplit> splits) {
        List<ShardSplit> toRead = new ArrayList<>();
        for (ShardSplit split : splits) {
            if (split.phase() == Phase.READING) {
                toRead.add(split);
            } else {
                finished.add(split);
                restoredFinished.add(split.shardId());
            }
        }
        if (!started) {
            toRead.forEach(split -> restored.add(split.shardId()));
        }
        idle = false;
        super.addSplits(toRead);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!outputsToRelease.isEmpty()) {
            outputsToRelease.forEach(output::releaseOutputForSplit);
            outputsToRelease.clear();
        }
        InputStatus status = super.pollNext(output);
        if (status == InputStatus.END_OF_INPUT) {
            // The last watermark follows, and of an idle reader it would not count.
            output.markActive();
        } else if (given && !idle && getNumberOfCurrentlyAssignedSplits() == 0 && restoredFinished.isEmpty()) {
            becomeIdle(output);
        }
        return status;
    }

    /**
     * Until there is a shard. Flink keeps a reader active whose last shard's output was released, so another one is made that is idle;
     * and it wants both what shards give and what the reader itself gives to be idle.
     */
    private void becomeIdle(ReaderOutput<T> output) {
        SourceOutput<T> none = output.createOutputForSplit(NO_SHARD);
        none.markIdle();
        output.releaseOutputForSplit(NO_SHARD);
        output.markIdle();
        idle = true;
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof ChildrenGiven given) {
            for (String shard : given.shards()) {
                if (restoredFinished.remove(shard)) {
                    outputsToRelease.add(shard);
                }
            }
            fetchers.release(given.shards());
            fetchers.getQueue().notifyAvailable();
        } else if (event instanceof ShardsGiven) {
            given = true;
            fetchers.getQueue().notifyAvailable();
        } else if (event instanceof FinishRecorded recorded) {
            finished.recorded(recorded.shards());
        } else {
            super.handleSourceEvents(event);
        }
    }

    @Override
    protected void onSplitFinished(Map<String, ShardState> shards) {
        shards.values().forEach(shard -> finished.add(shard.toSplit()));
    }

    @Override
    public List<ShardSplit> snapshotState(long checkpointId) {
        List<ShardSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
        splits.addAll(finished.all());
        return splits;
    }

    @Override
    protected ShardState initializedState(ShardSplit split) {
        return new ShardState(split);
    }

    @Override
    protected ShardSplit toSplitType(String shardId, ShardState shard) {
        return shard.toSplit();
    }

    @Override
    public void close() throws Exception {
        super.close();
        stream.close();
    }
}
