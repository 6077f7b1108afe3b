package io.kanshi.job.cloudwatch;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failure;
import io.kanshi.job.aws.Requests;
import io.kanshi.job.aws.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Writes to a log group: a batch stream by stream, so that one that is throttled keeps only its own lines. A stream is made when its
 * first line comes, and made again when somebody has deleted it.
 */
final class PutLogEvents implements Destination<LogLine> {

    private static final int MOST_KNOWN_STREAMS = 20_000;

    private final String group;
    private final CloudWatchLogsClient client;
    private final KnownStreams known = new KnownStreams(MOST_KNOWN_STREAMS);
    private final Requests<LogLine> requests;

    PutLogEvents(String group, CloudWatchLogsClient client) {
        this.group = group;
        this.client = client;
        Target target =
                new Target(CloudWatchLogs.SETTING, "log group", group, "logs:CreateLogStream and logs:PutLogEvents");
        this.requests = new Requests<>(target, this::send);
    }

    @Override
    public Answer<LogLine> put(List<LogLine> entries) {
        Answer<LogLine> answer = new Answer<>();
        for (List<LogLine> batch : StreamBatches.of(entries)) {
            requests.send(batch, answer);
        }
        return answer;
    }

    private void send(List<LogLine> batch, Answer<LogLine> answer) {
        String stream = batch.get(0).stream();
        boolean made = make(stream);
        RejectedLogEventsInfo rejected;
        try {
            rejected = write(stream, batch);
        } catch (ResourceNotFoundException gone) {
            known.forget(stream);
            if (made) {
                throw gone;
            }
            make(stream);
            rejected = write(stream, batch);
        }
        count(rejected, batch.size(), answer);
    }

    /** Whether it was not known before. */
    private boolean make(String stream) {
        if (known.contains(stream)) {
            return false;
        }
        try {
            client.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException fine) {
            // Another subtask made it, or an earlier start of the job.
        }
        known.add(stream);
        return true;
    }

    private @Nullable RejectedLogEventsInfo write(String stream, List<LogLine> batch) {
        List<InputLogEvent> events = batch.stream()
                .map(line -> InputLogEvent.builder()
                        .timestamp(line.timeMillis())
                        .message(line.message())
                        .build())
                .toList();
        return client.putLogEvents(request ->
                        request.logGroupName(group).logStreamName(stream).logEvents(events))
                .rejectedLogEventsInfo();
    }

    /** The batch is in order of time: the old ones stand at its start, up to an exclusive index, the new ones at its end. */
    private static void count(@Nullable RejectedLogEventsInfo rejected, int size, Answer<LogLine> answer) {
        if (rejected == null) {
            return;
        }
        int tooOld = index(rejected.tooOldLogEventEndIndex(), 0);
        answer.drop(Failure.TOO_OLD, tooOld);
        answer.drop(Failure.EXPIRED, index(rejected.expiredLogEventEndIndex(), 0) - tooOld);
        answer.drop(Failure.TOO_NEW, size - index(rejected.tooNewLogEventStartIndex(), size));
    }

    private static int index(@Nullable Integer index, int otherwise) {
        return index == null ? otherwise : index;
    }

    @Override
    public void close() {
        client.close();
    }
}
