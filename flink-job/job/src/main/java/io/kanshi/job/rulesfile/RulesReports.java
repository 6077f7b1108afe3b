package io.kanshi.job.rulesfile;

import io.kanshi.job.PipelineMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the rule file: in the log what is new, as metrics (group {@code kinesisanalytics.rules}) how often and how it stands. Written by the watching
 * thread, {@link #taken} by the task's.
 */
final class RulesReports {

    private static final Logger LOG = LoggerFactory.getLogger(RulesReports.class);

    private final String file;
    private final Counter taken;
    private final Counter refused;
    private final Counter unread;
    private volatile long version;
    private volatile boolean isRefused;
    private volatile boolean isUnread;

    RulesReports(String file, MetricGroup metrics) {
        this.file = file;
        MetricGroup group = PipelineMetrics.of(metrics, "rules");
        taken = group.counter("rulesTaken");
        refused = group.counter("rulesRefused");
        unread = group.counter("rulesUnread");
        group.<Long, Gauge<Long>>gauge("rulesVersion", () -> version);
        group.<Integer, Gauge<Integer>>gauge("rulesBehind", () -> isRefused || isUnread ? 1 : 0);
    }

    /** It was read. */
    void read() {
        if (isUnread) {
            LOG.info("rules: {} can be read again", file);
        }
        isUnread = false;
    }

    /** It could not be read. */
    void unread(Exception why) {
        unread.inc();
        if (!isUnread) {
            LOG.error("rules: {} cannot be read, those in force stay ({} counts how often)", file, "rulesUnread", why);
        }
        isUnread = true;
    }

    /** It has mistakes; told once for each content. */
    void refused(String mistakes) {
        refused.inc();
        isRefused = true;
        LOG.error("rules: refused, those in force stay. {}", mistakes);
    }

    /** It is sound. */
    void sound(long rulesVersion) {
        version = rulesVersion;
        isRefused = false;
    }

    /** It goes to all subtasks. */
    void taken(String from) {
        taken.inc();
        LOG.info("rules: those of {} hold from {}", file, from);
    }
}
