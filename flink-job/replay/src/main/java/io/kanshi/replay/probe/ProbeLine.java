package io.kanshi.replay.probe;

import io.kanshi.job.archive.HourPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line that nobody else writes: an event as plain JSON, of a service of its own. Its id is its trace id too, which the archive's Bloom
 * filters know.
 *
 * @param level of the event: {@code info}, or {@code error} where an alert shall fire
 */
record ProbeLine(String id, Instant time, String level) {

    /** The service of all probes. */
    static final String SERVICE = "kanshi-probe";

    ProbeLine {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    byte[] bytes() {
        String log = "{\\\"level\\\":\\\"" + level
                + "\\\",\\\"msg\\\":\\\"probe of the pipeline\\\",\\\"trace_id\\\":\\\"" + id + "\\\"}";
        String event = "{\"time\":\"" + time + "\",\"container_id\":\"" + SERVICE + "\",\"container_name\":\"/"
                + SERVICE + "\",\"source\":\"stdout\",\"service\":\"" + SERVICE + "\",\"log\":\"" + log + "\"}\n";
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /** Where its row will be. */
    String partition() {
        return HourPartitions.of(time);
    }
}
