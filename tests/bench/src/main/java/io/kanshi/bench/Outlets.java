package io.kanshi.bench;

import io.kanshi.job.CostGuard;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.live.LiveSettings;
import io.kanshi.testkit.aws.LogsFake;
import io.kanshi.testkit.aws.TopicFake;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFakeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CloudWatch Logs, two topics and a derived stream, played by the testkit's strict fakes in the process that measures: what they take is
 * not counted as the job's, but they do take it from the same machine. A contestant finds their addresses in a file.
 */
final class Outlets implements AutoCloseable {

    /** What AWS's SDK wants before it says anything. */
    static final List<String> CREDENTIALS = List.of("-Daws.accessKeyId=key", "-Daws.secretAccessKey=secret");

    private static final String GROUP = "/kanshi/bench";
    private static final String CHAT = "arn:aws:sns:eu-central-1:123456789012:chat";
    private static final String JSON = "arn:aws:sns:eu-central-1:123456789012:json";
    private static final String STREAM = "derived";
    private static final String REGION = "eu-central-1";
    private static final int RETENTION_DAYS = 365;

    private final LogsFake logs;
    private final TopicFake chat = new TopicFake(CHAT);
    private final TopicFake json = new TopicFake(JSON);
    private final KinesisFake derived =
            KinesisFake.start(KinesisFakeOptions.stream(STREAM).countingOnly());

    /** @param nowMillis the time of the service, which does not take events that are much older or newer */
    Outlets(long nowMillis) {
        logs = new LogsFake(GROUP, nowMillis, RETENTION_DAYS);
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                List.of(
                        logs.endpoint().toString(),
                        chat.endpoint().toString(),
                        json.endpoint().toString(),
                        derived.endpoint().toString()));
    }

    static LiveSettings.Outlets read(Path file) throws IOException {
        List<AwsAccess> access = Files.readAllLines(file).stream()
                .map(endpoint -> AwsAccess.of(REGION, URI.create(endpoint)))
                .toList();
        return new LiveSettings.Outlets(
                new CloudWatchLogs(GROUP, access.get(0)),
                new AlertTopic(AlertTopic.Readers.PEOPLE, CHAT, access.get(1)),
                new AlertTopic(AlertTopic.Readers.MACHINES, JSON, access.get(2)),
                new DerivedStream(STREAM, access.get(3)),
                CostGuard.DEFAULT);
    }

    /** What came of all rounds, in a line. */
    String received() {
        long events = logs.streams().values().stream().mapToLong(List::size).sum();
        return "at the ends, all rounds: CloudWatch Logs %,d events, topics %,d and %,d alerts, derived stream %,d records"
                .formatted(
                        events,
                        chat.messages().size(),
                        json.messages().size(),
                        derived.counts().records());
    }

    @Override
    public void close() {
        logs.close();
        chat.close();
        json.close();
        derived.close();
    }
}
