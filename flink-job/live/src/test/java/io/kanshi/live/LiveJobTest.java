package io.kanshi.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveJobTest {

    @TempDir
    private Path folder = Path.of("");

    /** Managed Service for Apache Flink refuses a job that sets an option which the service owns: it sets none at all. */
    @Test
    void setsNoOptionOfThePlatform() {
        Configuration given = new Configuration();
        given.setString("execution.checkpointing.interval", "60s");
        given.setString("pipeline.generic-types", "false");
        given.setString("parallelism.default", "2");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(given);
        Map<String, String> before = options(env);

        LiveJob.build(env, settings());

        assertThat(env.getStreamGraph(false).getStreamNodes()).isNotEmpty();
        assertThat(options(env)).isEqualTo(before);
    }

    /** Totals are for inputs that end: state of theirs would grow with every start of a sidecar, and nobody would ever be told. */
    @Test
    void keepsNoTotalsForEver() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());

        LiveJob.build(env, settings());

        assertThat(env.getStreamGraph(false).getStreamNodes())
                .extracting(node -> node.getOperatorName())
                .contains("error-rates")
                .doesNotContain("tallies-sum");
    }

    private static Map<String, String> options(StreamExecutionEnvironment env) {
        return ((Configuration) env.getConfiguration()).toMap();
    }

    private LiveSettings settings() {
        LiveSettingsReader reader = LiveSettingsReader.ofProperties(Map.of(
                "stream.arn",
                "arn:aws:kinesis:eu-central-1:123456789012:stream/logs",
                "archive.folder",
                folder.toUri().toString().replaceFirst("^file:/+", "file:///")));
        assertThat(reader.mistakes()).isEmpty();
        return reader.settings();
    }
}
