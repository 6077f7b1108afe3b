package io.kanshi.live;

import io.kanshi.job.CostGuard;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.settings.Given;
import org.jspecify.annotations.Nullable;

/**
 * The ends at AWS that the settings name. Each is reached in the region of its ARN; what has only a name, in that of the stream.
 *
 * @param given without mistakes
 */
record GivenOutlets(Given given) {

    LiveSettings.Outlets outlets() {
        return new LiveSettings.Outlets(
                errorLogs(),
                topic(Readers.PEOPLE, LiveKey.ALERTS_CHAT_TOPIC),
                topic(Readers.MACHINES, LiveKey.ALERTS_JSON_TOPIC),
                derived(),
                new CostGuard(
                        given.number(LiveKey.CLOUDWATCH_ERRORS_PER_MINUTE),
                        given.number(LiveKey.CLOUDWATCH_FINGERPRINTS)));
    }

    private @Nullable CloudWatchLogs errorLogs() {
        String group = given.textOrNull(LiveKey.CLOUDWATCH_LOG_GROUP);
        return group == null ? null : new CloudWatchLogs(group, access("", LiveKey.CLOUDWATCH_ENDPOINT));
    }

    private @Nullable AlertTopic topic(Readers readers, LiveKey key) {
        String topic = given.textOrNull(key);
        return topic == null ? null : new AlertTopic(readers, topic, access(topic, LiveKey.ALERTS_ENDPOINT));
    }

    private @Nullable DerivedStream derived() {
        String stream = given.textOrNull(LiveKey.DERIVED_STREAM);
        return stream == null ? null : new DerivedStream(stream, access(stream, LiveKey.DERIVED_ENDPOINT));
    }

    private AwsAccess access(String place, LiveKey endpoint) {
        String arn = place.startsWith("arn:") ? place : given.text(LiveKey.STREAM_ARN);
        return AwsAccess.of(arn.split(":", 5)[3], given.uri(endpoint));
    }
}
