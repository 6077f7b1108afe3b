package io.kanshi.testkit.aws;

import io.kanshi.testkit.aws.FakeServer.Refusal;
import io.kanshi.testkit.aws.LogsFake.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What PutLogEvents refuses: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html. */
final class LogsLimits {

    static final long DAY = 86_400_000;
    static final long OLDEST = 14 * DAY;
    static final long NEWEST = 2 * 3_600_000L;

    private static final int EVENTS = 10_000;
    private static final long BYTES = 1_048_576;
    private static final int BYTES_BESIDE = 26;

    private LogsLimits() {}

    static void check(List<Event> events) throws Refusal {
        if (events.isEmpty() || events.size() > EVENTS) {
            throw invalid("logEvents must have 1 to " + EVENTS + " members: " + events.size());
        }
        long bytes = 0;
        long before = Long.MIN_VALUE;
        for (Event event : events) {
            if (event.message().isEmpty()) {
                throw invalid("message must have at least 1 character");
            }
            if (event.timeMillis() < 0) {
                throw invalid("timestamp must be at least 0: " + event.timeMillis());
            }
            if (event.timeMillis() < before) {
                throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            before = event.timeMillis();
            bytes += BYTES_BESIDE + event.message().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > BYTES) {
            throw invalid("Upload too large: " + bytes + " bytes exceeds limit of " + BYTES);
        }
        if (before - events.get(0).timeMillis() > DAY) {
            throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    static Refusal invalid(String message) {
        return new Refusal("InvalidParameterException", message);
    }
}
