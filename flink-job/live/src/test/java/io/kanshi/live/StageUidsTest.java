package io.kanshi.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State finds its stage in a later version by the stage's uid. Whoever changes the list changes what can be restored: a stage that is new
 * starts empty, and one that is gone or has another uid makes Flink refuse savepoints of before, which a release note must say.
 */
final class StageUidsTest {

    /** Of the live job with all its ends, with what Flink makes of a sink: beside the writer a committer, and what compacts. */
    private static final String[] UIDS = {
        "records",
        "rule-updates",
        "decode",
        "health-checks",
        "archive",
        "archive: FileSinkCompactorCoordinator",
        "archive: FileSinkCompactorOperator",
        "Sink Committer: archive",
        "error-events",
        "errors-by-service",
        "errors-0",
        "errors-0: FileSinkCompactorCoordinator",
        "errors-0: FileSinkCompactorOperator",
        "Sink Committer: errors-0",
        "errors-1",
        "cost-guard",
        "error-logs-0",
        "ledger",
        "log-gaps-0",
        "log-gaps-0: FileSinkCompactorCoordinator",
        "log-gaps-0: FileSinkCompactorOperator",
        "Sink Committer: log-gaps-0",
        "count-gaps",
        "rule-evaluation",
        "alerts-0",
        "alerts-0: FileSinkCompactorCoordinator",
        "alerts-0: FileSinkCompactorOperator",
        "Sink Committer: alerts-0",
        "alerts-1",
        "alerts-2",
        "alerts-3",
        "threshold-breaches-0",
        "threshold-breaches-0: FileSinkCompactorCoordinator",
        "threshold-breaches-0: FileSinkCompactorOperator",
        "Sink Committer: threshold-breaches-0",
        "threshold-breaches-1",
        "error-rates",
        "error-rate-0",
        "error-rate-0: FileSinkCompactorCoordinator",
        "error-rate-0: FileSinkCompactorOperator",
        "Sink Committer: error-rate-0",
        "error-rate-1",
        "dead-letters-0",
        "dead-letters-0: FileSinkCompactorCoordinator",
        "dead-letters-0: FileSinkCompactorOperator",
        "Sink Committer: dead-letters-0",
    };

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyStageHasTheUidThatItHadBefore() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());

        LiveJob.build(env, withAllEnds());

        assertThat(env.getStreamGraph(false).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContainNull()
                .containsExactlyInAnyOrder(UIDS);
    }

    /** An end that is switched off must not move those behind it into its place. */
    @Test
    void onlyCloudWatchsStagesAreNotThereWithoutIt() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());

        LiveJob.build(env, with(Map.of()));

        assertThat(env.getStreamGraph(false).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .containsExactlyInAnyOrder(Stream.of(UIDS)
                        .filter(uid -> !uid.equals("cost-guard") && !uid.equals("error-logs-0"))
                        .toArray(String[]::new));
    }

    private LiveSettings withAllEnds() {
        Map<String, String> settings = new HashMap<>();
        settings.put("cloudwatch.log-group", "/kanshi/errors");
        settings.put("alerts.chat-topic", "arn:aws:sns:eu-central-1:123456789012:chat");
        settings.put("alerts.json-topic", "arn:aws:sns:eu-central-1:123456789012:json");
        settings.put("derived.stream", "derived");
        return with(settings);
    }

    private LiveSettings with(Map<String, String> ends) {
        Map<String, String> settings = new HashMap<>(ends);
        settings.put("stream.arn", "arn:aws:kinesis:eu-central-1:123456789012:stream/logs");
        settings.put("archive.folder", folder.toUri().toString().replaceFirst("^file:/+", "file:///"));
        LiveSettingsReader reader = LiveSettingsReader.ofProperties(settings);
        assertThat(reader.mistakes()).isEmpty();
        return reader.settings();
    }
}
