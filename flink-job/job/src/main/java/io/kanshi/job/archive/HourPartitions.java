package io.kanshi.job.archive;

import io.kanshi.events.LogEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * {@code dt=YYYY-MM-DD/hour=HH} in UTC. The ids of recent hours are kept: formatting one for each event halves the throughput of the
 * whole job.
 */
public final class HourPartitions implements BucketAssigner<LogEvent, String> {

    private static final long serialVersionUID = 1;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int SLOTS = 64;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    private final long[] hours = new long[SLOTS];
    private final String[] ids = new String[SLOTS];

    @Override
    public String getBucketId(LogEvent event, Context context) {
        long hour = Math.floorDiv(event.partitionMillis(), HOUR_MILLIS);
        int slot = (int) (hour & SLOTS - 1);
        if (ids[slot] == null || hours[slot] != hour) {
            hours[slot] = hour;
            ids[slot] = of(Instant.ofEpochMilli(hour * HOUR_MILLIS));
        }
        return ids[slot];
    }

    /** The partition that holds rows of this time. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
