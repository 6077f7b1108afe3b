package io.kanshi.live;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.kanshi.job.Ends;
import io.kanshi.job.JobSettings;
import io.kanshi.job.Topology;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.job.table.Table;
import io.kanshi.job.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job in production: reads the stream for ever, or a range of it for a backfill. Its settings are the property group {@code kanshi}
 * of Managed Service for Apache Flink; on any other Flink cluster {@code --config FILE} and the environment. Sets no option that the
 * platform owns.
 */
public final class LiveJob {

    /** The platform's own default, where the environment does not tell. */
    private static final long USUAL_CHECKPOINT_MILLIS = 60_000;

    private LiveJob() {}

    /** An IllegalArgumentException names every mistake in the settings. */
    public static void main(String... arguments) throws Exception {
        LiveSettingsReader reader = read(arguments);
        if (!reader.mistakes().isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), reader.mistakes()));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, reader.settings());
        env.execute("kanshi");
    }

    private static LiveSettingsReader read(String... arguments) throws IOException {
        Map<String, Properties> groups = KinesisAnalyticsRuntime.getApplicationProperties();
        Properties group = groups == null ? null : groups.get(LiveSettingsReader.GROUP);
        if (group == null) {
            return LiveSettingsReader.ofProgram(List.of(arguments), System.getenv());
        }
        Map<String, String> properties = new TreeMap<>();
        group.stringPropertyNames().forEach(name -> properties.put(name, group.getProperty(name)));
        return LiveSettingsReader.ofProperties(properties);
    }

    /** Adds the job to the environment. */
    public static void build(StreamExecutionEnvironment env, LiveSettings settings) {
        LiveSettings.Archive archive = settings.archive();
        Ends ends = new Ends(
                LiveRecords.source(settings.stream()),
                env.getParallelism(),
                LiveRecords.watermarks(settings),
                new RepeatableSource<>(Elements.of(List.of())),
                LogArchive.sink(folder(archive, "logs"), archive.memoryBytes(), compactEvery(env, archive)),
                List.of(parquet(archive, Tables.ERRORS)),
                List.of(),
                List.of(parquet(archive, Tables.ALERTS)),
                List.of(parquet(archive, Tables.DEAD_LETTERS)),
                List.of(parquet(archive, Tables.LOG_GAPS)),
                List.of());
        Topology.build(env, new JobSettings(settings.events(), settings.rules()), ends);
    }

    /** Checkpoints between two compactions, so that rows can be queried after the freshness. */
    private static int compactEvery(StreamExecutionEnvironment env, LiveSettings.Archive archive) {
        long interval = env.getCheckpointConfig().getCheckpointInterval();
        long millis = interval > 0 ? interval : USUAL_CHECKPOINT_MILLIS;
        return (int) Math.max(1, archive.freshness().toMillis() / millis);
    }

    private static <T> Sink<T> parquet(LiveSettings.Archive archive, Table<T> table) {
        return table.parquet(folder(archive, table.name()));
    }

    private static Path folder(LiveSettings.Archive archive, String table) {
        return new Path(archive.folder() + "/" + table);
    }
}
