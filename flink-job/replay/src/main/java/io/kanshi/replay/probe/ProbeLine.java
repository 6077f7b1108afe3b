package io.kanshi.replay.probe;

import io.kanshi.job.archive.HourPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line that nobody else writes: an event as plain JSON, of a service of its own. Its id is its trace id, which the archive's Bloom filters
 * know, and an attribute, by which the probe's rule tells one alert from another. It has no level, so that it costs nothing in
 * CloudWatch Logs and counts in no error rate, but a metric, on which the rule fires.
 */
record ProbeLine(String id, Instant time) {

    /** The service of all probes. */
    static final String SERVICE = "kanshi-probe";

    /** The attribute that holds the id. */
    static final String ATTRIBUTE = "probe";

    /** The metric; its value is 1. */
    static final String METRIC = "kanshi_probe";

    ProbeLine {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    byte[] bytes() {
        String log = "{\"msg\":\"probe of the pipeline\",\"trace_id\":\"" + id + "\",\"" + ATTRIBUTE
                + "\":\"" + id + "\",\"" + METRIC + "\":1,\"_aws\":{\"Timestamp\":" + time.toEpochMilli()
                + ",\"CloudWatchMetrics\":[{\"Namespace\":\"kanshi\",\"Dimensions\":[[]],\"Metrics\":[{\"Name\":\""
                + METRIC + "\"}]}]}}";
        String event = "{\"time\":\"" + time + "\",\"container_id\":\"" + SERVICE + "\",\"container_name\":\"/"
                + SERVICE + "\",\"source\":\"stdout\",\"service\":\"" + SERVICE + "\",\"log\":\""
                + log.replace("\"", "\\\"") + "\"}\n";
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /** Where its row will be. */
    String partition() {
        return HourPartitions.of(time);
    }

    @Override
    public String toString() {
        return "probe " + id + " of " + time;
    }
}
