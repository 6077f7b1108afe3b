package io.kanshi.job.archive;

import io.kanshi.events.LogEvent;
import io.kanshi.job.parquet.Compaction;
import java.time.Duration;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * The sink behind the table {@code logs}: {@code <folder>/dt=…/hour=…/*.parquet}. Exactly once: files become visible when the
 * checkpoint that closed them is complete and they have been compacted.
 */
public final class LogArchive {

    private LogArchive() {}

    /**
     * The sink for one archive.
     *
     * @param folder where the partitions are made
     * @param memoryBytes what rows may take in memory in one subtask, all partitions together
     * @param compactEvery checkpoints between two compactions, so that freshness = checkpoint interval × this
     */
    public static FileSink<LogEvent> sink(Path folder, long memoryBytes, int compactEvery) {
        return FileSink.forBulkFormat(folder, new SortedLogWriter.Factory(memoryBytes))
                .withBucketAssigner(new HourPartitions())
                .withRollingPolicy(new WhenIdle(Duration.ofSeconds(20)))
                .withBucketCheckInterval(Duration.ofSeconds(5).toMillis())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("logs")
                        .withPartSuffix(".parquet")
                        .build())
                .enableCompact(Compaction.every(compactEvery), new CompactLogFiles())
                .build();
    }

    /**
     * The writer of the archive's files alone, for measurements without a job around it.
     *
     * @param memoryBytes what rows may take in memory, all files together
     */
    public static BulkWriter.Factory<LogEvent> files(long memoryBytes) {
        return new SortedLogWriter.Factory(memoryBytes);
    }

    /** Closes the files of partitions that get no more rows, so that a long catch-up does not keep a file open for every hour. */
    private static final class WhenIdle extends CheckpointRollingPolicy<LogEvent, String> {

        private static final long serialVersionUID = 1;
        private final long idleMillis;

        WhenIdle(Duration idle) {
            this.idleMillis = idle.toMillis();
        }

        @Override
        public boolean shouldRollOnEvent(PartFileInfo<String> part, LogEvent event) {
            return false;
        }

        @Override
        public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long now) {
            return now - part.getLastUpdateTime() >= idleMillis;
        }
    }
}
