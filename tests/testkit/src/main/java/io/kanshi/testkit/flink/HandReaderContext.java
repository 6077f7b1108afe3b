package io.kanshi.testkit.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What Flink is to a source's reader, without a cluster: its events wait to be delivered by hand. One thread. */
public final class HandReaderContext implements SourceReaderContext {

    private final SourceReaderMetricGroup metrics;
    private final List<SourceEvent> sent = new ArrayList<>();

    public HandReaderContext(SourceReaderMetricGroup metrics) {
        this.metrics = metrics;
    }

    /** What the reader has said to its enumerator since the last time. */
    public List<SourceEvent> takeSent() {
        List<SourceEvent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return metrics;
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "here";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSplitRequest() {
        throw new UnsupportedOperationException("splits are given without being asked for");
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
        sent.add(event);
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(HandReaderContext.class.getClassLoader());
    }
}
