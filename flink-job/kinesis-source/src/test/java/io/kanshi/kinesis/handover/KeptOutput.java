package io.kanshi.kinesis.handover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader gives, and which shards have a place in the watermarks. */
final class KeptOutput implements ReaderOutput<String> {

    final List<String> values = new ArrayList<>();
    final Set<String> outputs = new HashSet<>();
    boolean idle;

    @Override
    public void collect(String value) {
        values.add(value);
    }

    @Override
    public void collect(String value, long timestamp) {
        values.add(value);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        throw new UnsupportedOperationException("watermarks are the strategy's");
    }

    @Override
    public void markIdle() {
        idle = true;
    }

    @Override
    public void markActive() {
        idle = false;
    }

    @Override
    public SourceOutput<String> createOutputForSplit(String shard) {
        outputs.add(shard);
        return this;
    }

    @Override
    public void releaseOutputForSplit(String shard) {
        outputs.remove(shard);
    }
}
