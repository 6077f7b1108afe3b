package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.settings.StreamAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/** How far each shard is behind, under the names that AWS's connector gives it. All threads. */
final class ShardGauges {

    private final MetricGroup streamGroup;
    private final Map<String, MetricGroup> groups = new ConcurrentHashMap<>();

    ShardGauges(MetricGroup group, StreamAccess access) {
        String account = access.streamArn().split(":", -1)[4];
        streamGroup = group.addGroup("KinesisStreamSource")
                .addGroup("accountId", account)
                .addGroup("region", access.region())
                .addGroup("stream", access.streamName());
    }

    void add(String shardId, LongSupplier millisBehindLatest) {
        MetricGroup group = streamGroup.addGroup("shardId", shardId);
        group.<Long, Gauge<Long>>gauge("millisBehindLatest", millisBehindLatest::getAsLong);
        groups.put(shardId, group);
    }

    /** A group that is not closed would be reported for ever. */
    void remove(String shardId) {
        if (groups.remove(shardId) instanceof AbstractMetricGroup<?> group) {
            group.close();
        }
    }
}
