package io.kanshi.job;

import org.apache.flink.metrics.MetricGroup;

/** Where the job's metrics about itself stand: a group that Managed Service for Apache Flink forwards to CloudWatch, within it {@code pipeline}. */
final class PipelineMetrics {

    /** See https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html. */
    private static final String FORWARDED = "kinesisanalytics";

    private PipelineMetrics() {}

    static MetricGroup of(MetricGroup operator) {
        return operator.addGroup(FORWARDED).addGroup("pipeline");
    }
}
