package io.kanshi.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far one subtask of decoding and archiving has come, as Flink metrics: {@code numHeartbeats}, {@code watermarkLag} and
 * {@code archiveLag}, both in milliseconds. A subtask that is idle, as one without shards is, has nothing left to do: its watermark lags
 * behind nothing. Written by the task's thread, read by the reporters'.
 */
final class Progress {

    /** Between two heartbeats. */
    static final long BEAT_MILLIS = 10_000;

    /** Checkpoints that are under way; a complete one stands for all before it. */
    private static final int MAX_CHECKPOINTS = 64;

    private final LongSupplier clock;
    private final Counter heartbeats;
    private final TreeMap<Long, Long> completeAtBarrier = new TreeMap<>();
    private volatile long completeMillis;
    private volatile long archivedMillis;
    private volatile boolean idle;

    /** @param clock milliseconds since 1970; until there is a watermark and a checkpoint, lags count from now */
    Progress(MetricGroup operator, LongSupplier clock) {
        this.clock = clock;
        completeMillis = clock.getAsLong();
        archivedMillis = completeMillis;
        MetricGroup pipeline = PipelineMetrics.of(operator);
        heartbeats = pipeline.counter("numHeartbeats");
        pipeline.<Long, Gauge<Long>>gauge("watermarkLag", () -> behind(complete()));
        pipeline.<Long, Gauge<Long>>gauge("archiveLag", () -> behind(archivedMillis));
    }

    private long complete() {
        return idle ? clock.getAsLong() : completeMillis;
    }

    private long behind(long millis) {
        return Math.max(0, clock.getAsLong() - millis);
    }

    /** The task's thread gets round to what is due. */
    void beat() {
        heartbeats.inc();
    }

    void watermark(long millis) {
        completeMillis = millis;
    }

    void idle(boolean isIdle) {
        idle = isIdle;
    }

    /** What has been read until now goes to the archive with this checkpoint. */
    void barrier(long checkpoint) {
        completeAtBarrier.put(checkpoint, complete());
        if (completeAtBarrier.size() > MAX_CHECKPOINTS) {
            completeAtBarrier.pollFirstEntry();
        }
    }

    /** The checkpoint is complete; one that was forgotten meanwhile tells nothing. */
    void complete(long checkpoint) {
        Map.Entry<Long, Long> last = completeAtBarrier.floorEntry(checkpoint);
        if (last != null) {
            archivedMillis = last.getValue();
            completeAtBarrier.headMap(checkpoint, true).clear();
        }
    }
}
