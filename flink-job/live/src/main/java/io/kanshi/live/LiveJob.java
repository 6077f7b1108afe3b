package io.kanshi.live;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.kanshi.job.Ends;
import io.kanshi.job.JobSettings;
import io.kanshi.job.RawRecord;
import io.kanshi.job.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
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
        build(env, settings, LiveRecords.source(settings.stream(), settings.lateness()));
    }

    /** The same job with records from elsewhere than the stream, such as another connector or a measurement. */
    public static void build(StreamExecutionEnvironment env, LiveSettings settings, Source<RawRecord, ?, ?> records) {
        Ends.Inputs inputs = new Ends.Inputs(
                records, env.getParallelism(), LiveRecords.watermarks(settings.lateness()), LiveRules.source(settings));
        LiveEnds ends = new LiveEnds(settings.archive(), settings.outlets(), compactEvery(env, settings.archive()));
        Topology.build(
                env,
                new JobSettings(
                        settings.events(),
                        settings.rules().text(),
                        settings.outlets().costGuard()),
                ends.of(inputs));
    }

    /** Checkpoints between two compactions, so that rows can be queried after the freshness. */
    private static int compactEvery(StreamExecutionEnvironment env, LiveSettings.Archive archive) {
        long interval = env.getCheckpointConfig().getCheckpointInterval();
        long millis = interval > 0 ? interval : USUAL_CHECKPOINT_MILLIS;
        return (int) Math.max(1, archive.freshness().toMillis() / millis);
    }
}
