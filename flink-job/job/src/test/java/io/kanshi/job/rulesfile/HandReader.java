package io.kanshi.job.rulesfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.RulesUpdate;
import io.kanshi.testkit.flink.HandReaderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;

/** A reader as Flink runs one, by hand: what it sends and what its metrics say. */
final class HandReader implements AutoCloseable {

    private final MetricListener metrics = new MetricListener();
    private final Sent sent = new Sent();
    private final HandReaderContext context;
    private final RuleFileReader reader;

    HandReader(RuleFileSource source, SentRules state) throws Exception {
        context = new HandReaderContext(InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup()));
        reader = (RuleFileReader) source.createReader(context);
        byte[] stored = SentRules.SERIALIZER.serialize(state);
        reader.addSplits(List.of(SentRules.SERIALIZER.deserialize(1, stored)));
        reader.start();
    }

    /** Waits until the reader has something to do, and lets it; gives all that it has sent so far. */
    List<RulesUpdate> next() throws Exception {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
        return now();
    }

    /** Lets the reader do what there is to do, if anything. */
    List<RulesUpdate> now() {
        reader.pollNext(sent);
        return sent.updates;
    }

    SentRules state() {
        return reader.snapshotState(1).get(0);
    }

    long count(String counter) {
        return metrics.getCounter("kinesisanalytics", "rules", counter)
                .map(Counter::getCount)
                .orElse(-1L);
    }

    long gauge(String gauge) {
        return metrics.getGauge("kinesisanalytics", "rules", gauge)
                .map(Gauge::getValue)
                .map(value -> ((Number) value).longValue())
                .orElse(-1L);
    }

    void await(String counter, long least) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(counter) < least && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (count(counter) < least) {
            throw new AssertionError(counter + " is " + count(counter) + " after 30 s, not " + least);
        }
    }

    @Override
    public void close() {
        reader.close();
        assertThat(context.takeSent()).as("it says nothing").isEmpty();
    }

    private static final class Sent implements ReaderOutput<RulesUpdate> {

        private final List<RulesUpdate> updates = new ArrayList<>();

        @Override
        public void collect(RulesUpdate update) {
            updates.add(update);
        }

        @Override
        public void collect(RulesUpdate update, long timestamp) {
            throw new UnsupportedOperationException("rules have no time of their own");
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new UnsupportedOperationException("rules have no time of their own");
        }

        @Override
        public void markIdle() {
            throw new UnsupportedOperationException("rules have no time of their own");
        }

        @Override
        public void markActive() {
            throw new UnsupportedOperationException("rules have no time of their own");
        }

        @Override
        public SourceOutput<RulesUpdate> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {
            throw new UnsupportedOperationException("the rules have no end");
        }
    }
}
