package io.kanshi.bench.day;

import io.kanshi.bench.NothingForm;
import io.kanshi.job.RawRecord;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** The frames of all services in place of Kinesis, as far as {@link Pace} allows: a share of the services is a shard. Like a stream it never ends. */
final class PacedSource implements Source<RawRecord, PacedSource.Share, Integer> {

    private static final long serialVersionUID = 1;

    private final int shares;
    private final int services;
    private final int every;

    PacedSource(DayOptions options, int shares) {
        this.shares = shares;
        this.services = options.services();
        this.every = options.every();
    }

    /** The services from a number on, with a step. */
    record Share(int first, int step) implements SourceSplit {

        @Override
        public String splitId() {
            return Integer.toString(first);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RawRecord, Share> createReader(SourceReaderContext context) {
        return new PacedReader(context, services, every);
    }

    @Override
    public SplitEnumerator<Share, Integer> createEnumerator(SplitEnumeratorContext<Share> context) {
        return new Deal(context, shares);
    }

    @Override
    public SplitEnumerator<Share, Integer> restoreEnumerator(
            SplitEnumeratorContext<Share> context, Integer checkpoint) {
        throw new UnsupportedOperationException("a measurement is not restored");
    }

    @Override
    public SimpleVersionedSerializer<Share> getSplitSerializer() {
        return new ShareForm();
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new NothingForm();
    }

    /** Every reader gets its share when it asks. */
    private record Deal(SplitEnumeratorContext<Share> context, int shares) implements SplitEnumerator<Share, Integer> {

        @Override
        public void start() {
            // Readers ask.
        }

        @Override
        public void handleSplitRequest(int reader, @Nullable String host) {
            context.assignSplit(new Share(reader, shares), reader);
        }

        @Override
        public void addSplitsBack(List<Share> splits, int reader) {
            throw new IllegalStateException("a measurement is not restored");
        }

        @Override
        public void addReader(int reader) {
            // It asks when it is ready.
        }

        @Override
        public Integer snapshotState(long checkpoint) {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class ShareForm implements SimpleVersionedSerializer<Share> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Share share) {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(share.first)
                    .putInt(share.step)
                    .array();
        }

        @Override
        public Share deserialize(int version, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Share(buffer.getInt(), buffer.getInt());
        }
    }
}
