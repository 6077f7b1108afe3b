package io.kanshi.job.table;

import io.kanshi.job.archive.HourPartitions;
import io.kanshi.job.parquet.Compaction;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * A small table: its name, its columns, and the time that puts a row into its partition {@code dt=…/hour=…}.
 *
 * @param timeMillis milliseconds since 1970
 */
public record Table<T>(String name, List<Column<T>> columns, TimeOf<T> timeMillis) implements Serializable {

    /** A serializable function from a row to its time, milliseconds since 1970. */
    public interface TimeOf<T> extends Serializable {
        long of(T row);
    }

    /** Rows as zstd Parquet under {@code folder/dt=…/hour=…}, a file for each subtask and checkpoint. */
    public FileSink<T> parquet(Path folder) {
        return files(folder).build();
    }

    /**
     * The same, where a partition's files are made one before anyone sees them.
     *
     * @param compactEvery checkpoints between two compactions
     */
    public FileSink<T> parquet(Path folder, int compactEvery) {
        return files(folder)
                .enableCompact(Compaction.every(compactEvery), new CompactTableFiles<>(this))
                .build();
    }

    private FileSink.DefaultBulkFormatBuilder<T> files(Path folder) {
        return FileSink.forBulkFormat(folder, out -> new TableWriter<>(columns, name, out))
                .withBucketAssigner(new ByHour<>(timeMillis))
                .withOutputFileConfig(fileConfig(".parquet"));
    }

    /** Rows as one JSON object a line, in {@code folder} itself. */
    public FileSink<T> ndjson(Path folder) {
        return FileSink.forRowFormat(folder, new RowJson<>(columns))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(fileConfig(".ndjson"))
                .build();
    }

    /** A row as one JSON object, without the end of the line. */
    public String json(T row) {
        return new RowJson<>(columns).text(row);
    }

    private OutputFileConfig fileConfig(String suffix) {
        return OutputFileConfig.builder()
                .withPartPrefix(name)
                .withPartSuffix(suffix)
                .build();
    }

    private static final class ByHour<T> implements BucketAssigner<T, String> {

        private static final long serialVersionUID = 1;
        private final TimeOf<T> timeMillis;

        ByHour(TimeOf<T> timeMillis) {
            this.timeMillis = timeMillis;
        }

        @Override
        public String getBucketId(T row, Context context) {
            return HourPartitions.of(Instant.ofEpochMilli(timeMillis.of(row)));
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
