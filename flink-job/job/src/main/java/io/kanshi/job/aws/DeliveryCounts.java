package io.kanshi.job.aws;

import io.kanshi.job.PipelineMetrics;
import io.kanshi.job.aws.Failure.Treatment;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts entries by reason, beside what Flink counts itself: {@code numRecordsHeld}, and {@code numRecordsSentAgain} and
 * {@code numRecordsDropped}, each in a group {@code reason}, all in {@code kinesisanalytics.delivery}; what is dropped is in Flink's
 * {@code numRecordsSendErrors} too. Task's thread only.
 */
final class DeliveryCounts {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryCounts.class);

    private final Map<Failure, Counter> counters = new EnumMap<>(Failure.class);
    private final Counter sent;
    private final Counter errors;

    DeliveryCounts(SinkWriterMetricGroup metrics, Gauge<Integer> held) {
        MetricGroup delivery = PipelineMetrics.of(metrics, "delivery");
        delivery.gauge("numRecordsHeld", held);
        sent = metrics.getNumRecordsSendCounter();
        errors = metrics.getNumRecordsSendErrorsCounter();
        for (Failure failure : Failure.values()) {
            if (failure.treatment() != Treatment.FAILS_JOB) {
                String name = failure.treatment() == Treatment.DROPPED ? "numRecordsDropped" : "numRecordsSentAgain";
                counters.put(
                        failure, delivery.addGroup("reason", failure.text()).counter(name));
            }
        }
    }

    /** Entries that are done with: arrived or dropped. */
    void sent(int entries) {
        sent.inc(entries);
    }

    void add(Map<Failure, Integer> counts) {
        counts.forEach((failure, count) -> {
            Counter counter = counters.get(failure);
            if (counter == null) {
                return;
            }
            if (counter.getCount() == 0) {
                LOG.warn("{} entries: {}; from now on only counted", count, failure.text());
            }
            counter.inc(count);
            if (failure.treatment() == Treatment.DROPPED) {
                errors.inc(count);
            }
        });
    }
}
