package io.kanshi.job.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.testkit.aws.LogsFake;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** The fake refuses what the service refuses: else the tests that use it would show nothing. */
final class LogsFakeTest {

    private static final long NOW = 1_793_500_200_000L;

    private final LogsFake logs = new LogsFake("g", NOW, 30);
    private final CloudWatchLogsClient client =
            new AwsAccess("us-east-1", logs.endpoint(), Duration.ofSeconds(10)).client(CloudWatchLogsClient.builder());

    @BeforeEach
    void stream() {
        client.createLogStream(request -> request.logGroupName("g").logStreamName("s"));
    }

    @AfterEach
    void close() {
        client.close();
        logs.close();
    }

    private void put(List<InputLogEvent> events) {
        client.putLogEvents(
                request -> request.logGroupName("g").logStreamName("s").logEvents(events));
    }

    private static InputLogEvent event(long time, String message) {
        return InputLogEvent.builder().timestamp(time).message(message).build();
    }

    private void assertRefused(List<InputLogEvent> events, String why) {
        assertThatThrownBy(() -> put(events))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(why);
    }

    @Test
    void limitsAreKept() {
        assertRefused(List.of(event(NOW, "b"), event(NOW - 1, "a")), "chronological order");
        assertRefused(List.of(event(NOW - 86_400_001, "a"), event(NOW, "b")), "24 hours");
        assertRefused(Collections.nCopies(10_001, event(NOW, "a")), "10000");
        assertRefused(List.of(event(NOW, "x".repeat(1_048_576 - 25))), "too large");
        assertRefused(List.of(event(NOW, "ü".repeat(524_288))), "too large");
        assertRefused(List.of(event(-1, "a")), "timestamp");
        assertThat(logs.invalid()).hasSize(6);
        assertThat(logs.streams().get("s")).isEmpty();

        put(List.of(event(NOW - 86_400_000, "a"), event(NOW, "b")));
        put(Collections.nCopies(10_000, event(NOW, "a")));
        put(List.of(event(NOW, "x".repeat(1_048_576 - 26))));
        assertThat(logs.streams().get("s")).hasSize(10_003);
    }
}
