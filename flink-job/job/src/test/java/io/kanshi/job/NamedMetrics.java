package io.kanshi.job;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps metrics by their whole names, for tests that look at them. */
final class NamedMetrics extends UnregisteredMetricsGroup {

    final Map<String, Counter> counters;
    final Map<String, Gauge<?>> gauges;
    private final String path;

    NamedMetrics() {
        this("", new TreeMap<>(), new TreeMap<>());
    }

    private NamedMetrics(String path, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
        this.path = path;
        this.counters = counters;
        this.gauges = gauges;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new NamedMetrics(path + name + ".", counters, gauges);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new NamedMetrics(path + key + "." + value + ".", counters, gauges);
    }

    @Override
    public Counter counter(String name) {
        Counter counter = super.counter(name);
        counters.put(path + name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(path + name, gauge);
        return gauge;
    }
}
