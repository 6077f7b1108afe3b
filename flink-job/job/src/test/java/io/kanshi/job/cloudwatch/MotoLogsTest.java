package io.kanshi.job.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.testkit.aws.Moto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** A second opinion on what is put: an emulator by others, read back with AWS's client. */
final class MotoLogsTest {

    @Test
    void linesAreReadBackStreamByStreamInOrder() throws Exception {
        long now = Instant.now().toEpochMilli();
        try (Moto moto = Moto.start()) {
            AwsAccess access = new AwsAccess(Moto.REGION, moto.endpoint(), Duration.ofSeconds(20));
            try (CloudWatchLogsClient client = access.client(CloudWatchLogsClient.builder());
                    Destination<LogLine> group = new CloudWatchLogs("/kanshi/errors", access).open()) {
                List<LogLine> lines = List.of(
                        new LogLine("a", now, "{\"n\":\"2 ä😀\"}"),
                        new LogLine("b", now, "{\"n\":\"3\"}"),
                        new LogLine("a", now - 5, "{\"n\":\"1\"}"));
                assertThat(group.put(lines).stop()).startsWith("cloudwatch.log-group: there is no log group");

                client.createLogGroup(request -> request.logGroupName("/kanshi/errors"));
                assertThat(group.put(lines).counts()).isEmpty();
                assertThat(read(client, "a")).containsExactly("{\"n\":\"1\"}", "{\"n\":\"2 ä😀\"}");
                assertThat(read(client, "b")).containsExactly("{\"n\":\"3\"}");
            }
        }
    }

    private static List<String> read(CloudWatchLogsClient client, String stream) {
        return client
                .getLogEvents(request -> request.logGroupName("/kanshi/errors")
                        .logStreamName(stream)
                        .startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }
}
