package io.kanshi.job.cloudwatch;

import io.kanshi.job.ErrorEvent;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Delivery;
import io.kanshi.job.aws.DeliverySink;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.EntryForm;
import io.kanshi.job.aws.RequestLimits;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * The end that writes errors to CloudWatch Logs.
 *
 * @param group the log group; it must be there, since how long it keeps events is not the job's to decide
 */
public record CloudWatchLogs(String group, AwsAccess access) implements Delivery<ErrorEvent, LogLine> {

    /** The setting that names the group. */
    public static final String SETTING = "cloudwatch.log-group";

    private static final RequestLimits LIMITS = new RequestLimits(
            CloudWatchLogsLimits.EVENTS_PER_REQUEST,
            CloudWatchLogsLimits.BYTES_PER_REQUEST,
            CloudWatchLogsLimits.BYTES_PER_EVENT,
            4,
            20_000,
            16L << 20,
            1000);

    public Sink<ErrorEvent> sink() {
        return new DeliverySink<>(this);
    }

    @Override
    public LogLine entry(ErrorEvent error) {
        long millis = Math.max(0, Math.floorDiv(error.timeNanos(), 1_000_000L));
        return new LogLine(streamName(error.logStream()), millis, error.event());
    }

    /** Colons and asterisks are all that a stream's name may not have. */
    static String streamName(String task) {
        String name = task.replace(':', '-').replace('*', '-');
        if (name.isEmpty()) {
            return "-";
        }
        return name.substring(0, Math.min(name.length(), CloudWatchLogsLimits.STREAM_NAME_CHARACTERS));
    }

    @Override
    public EntryForm<LogLine> form() {
        return new LogLineForm();
    }

    @Override
    public RequestLimits limits() {
        return LIMITS;
    }

    @Override
    public Destination<LogLine> open() {
        return new PutLogEvents(group, access.client(CloudWatchLogsClient.builder()));
    }
}
