package io.kanshi.job;

import org.apache.flink.metrics.MetricGroup;

/** Where the job's metrics about itself stand: a group that Managed Service for Apache Flink forwards to CloudWatch, within it one for each matter. */
public final class PipelineMetrics {

    /** See https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html. */
    private static final String FORWARDED = "kinesisanalytics";

    private PipelineMetrics() {}

    static MetricGroup of(MetricGroup operator) {
        return of(operator, "pipeline");
    }

    /** The group of one matter. */
    public static MetricGroup of(MetricGroup operator, String matter) {
        return operator.addGroup(FORWARDED).addGroup(matter);
    }
}
