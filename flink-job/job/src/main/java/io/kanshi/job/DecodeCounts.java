package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What decoding leaves out or sets aside, as Flink metrics of one subtask. They start again with it; the tallies are the totals. */
final class DecodeCounts {

    private final Counter healthChecksDropped;
    private final Counter eventsLate;
    private final Counter eventsOfImplausibleTime;
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);
    private final Map<DeadLetterReason, Counter> deadLetterLines = new EnumMap<>(DeadLetterReason.class);

    DecodeCounts(MetricGroup operator) {
        MetricGroup pipeline = PipelineMetrics.of(operator);
        healthChecksDropped = pipeline.counter("numHealthChecksDropped");
        eventsLate = pipeline.counter("numEventsLate");
        eventsOfImplausibleTime = pipeline.counter("numEventsOfImplausibleTime");
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            MetricGroup group = pipeline.addGroup("reason", reason.text());
            deadLetters.put(reason, group.counter("numDeadLetters"));
            deadLetterLines.put(reason, group.counter("numDeadLetterLines"));
        }
    }

    void healthCheckDropped() {
        healthChecksDropped.inc();
    }

    void late() {
        eventsLate.inc();
    }

    void implausibleTime() {
        eventsOfImplausibleTime.inc();
    }

    void deadLetter(DeadLetter letter) {
        Objects.requireNonNull(deadLetters.get(letter.reason())).inc();
        Objects.requireNonNull(deadLetterLines.get(letter.reason())).inc(letter.lines());
    }
}
