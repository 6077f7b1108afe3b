package io.kanshi.job.table;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.job.ErrorEvent;
import io.kanshi.job.ErrorRate;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import io.kanshi.rules.ThresholdBreach;

/** The small tables. Their columns are named as the fields of the events they hold. */
public final class Tables {

    /** Every change of every alert; {@code event} holds all of it as JSON. */
    public static final Table<AlertEvent> ALERTS = new Table<>(
            "alerts",
            new Columns<AlertEvent>()
                    .timestamp("time", alert -> alert.windowEnd().toEpochMilli())
                    .text("id", AlertEvent::id)
                    .text("thread_id", AlertEvent::threadId)
                    .text("rule", AlertEvent::rule)
                    .text("severity", AlertEvent::severity)
                    .text("status", AlertEvent::status)
                    .map("key", AlertEvent::key)
                    .map("labels", AlertEvent::labels)
                    .number("value", AlertEvent::value)
                    .number("threshold", AlertEvent::threshold)
                    .timestamp("window_start", alert -> alert.windowStart().toEpochMilli())
                    .timestamp("window_end", alert -> alert.windowEnd().toEpochMilli())
                    .timestamp("started_at", alert -> alert.startedAt().toEpochMilli())
                    .text("summary", AlertEvent::summary)
                    .text("athena_sql", AlertEvent::athenaSql)
                    .texts("partitions", AlertEvent::partitions)
                    .text("event", AlertJson::of)
                    .list(),
            alert -> alert.windowEnd().toEpochMilli());

    /** Errors as CloudWatch Logs gets them. */
    public static final Table<ErrorEvent> ERRORS = new Table<>(
            "errors",
            new Columns<ErrorEvent>()
                    .timestamp("time", Tables::millis)
                    .integer("time_nanos", ErrorEvent::timeNanos)
                    .text("service", ErrorEvent::service)
                    .text("log_stream", ErrorEvent::logStream)
                    .text("level", ErrorEvent::level)
                    .text("fingerprint", ErrorEvent::fingerprint)
                    .text("trace_id", ErrorEvent::traceId)
                    .text("message", ErrorEvent::message)
                    .text("event", ErrorEvent::event)
                    .list(),
            ErrorEvent::partitionMillis);

    /** What each service logged in each minute and how much of it were errors; {@code error_rate} is percent. */
    public static final Table<ErrorRate> ERROR_RATE = new Table<>(
            "error_rate",
            new Columns<ErrorRate>()
                    .timestamp("window_start", ErrorRate::windowStartMillis)
                    .timestamp("window_end", ErrorRate::windowEndMillis)
                    .text("id", ErrorRate::id)
                    .text("service", ErrorRate::service)
                    .integer("events", ErrorRate::events)
                    .integer("errors", ErrorRate::errors)
                    .number("error_rate", ErrorRate::percent)
                    .list(),
            ErrorRate::windowStartMillis);

    /** Every window of a metric that was past its rule's threshold. */
    public static final Table<ThresholdBreach> THRESHOLD_BREACHES = new Table<>(
            "threshold_breaches",
            new Columns<ThresholdBreach>()
                    .timestamp("window_start", breach -> breach.windowStart().toEpochMilli())
                    .timestamp("window_end", breach -> breach.windowEnd().toEpochMilli())
                    .text("id", ThresholdBreach::id)
                    .text("rule", ThresholdBreach::rule)
                    .text("metric", ThresholdBreach::metric)
                    .text("statistic", ThresholdBreach::statistic)
                    .text("severity", ThresholdBreach::severity)
                    .map("key", ThresholdBreach::key)
                    .number("value", ThresholdBreach::value)
                    .number("threshold", ThresholdBreach::threshold)
                    .list(),
            breach -> breach.windowStart().toEpochMilli());

    /** What no decoder took, with its bytes. */
    public static final Table<DeadLetter> DEAD_LETTERS = new Table<>(
            "dead_letters",
            new Columns<DeadLetter>()
                    .timestamp("arrival_time", DeadLetter::arrivalMillis)
                    .text("reason", letter -> letter.reason().text())
                    .text("detail", DeadLetter::detail)
                    .integer("lines", letter -> (long) letter.lines())
                    .bytes("dead_letter", DeadLetter::bytes)
                    .list(),
            DeadLetter::arrivalMillis);

    /** What has not come, and who is silent. Lines that are missing: those of missing and ended, less those of filled. */
    public static final Table<LogGap> LOG_GAPS = new Table<>(
            "log_gaps",
            new Columns<LogGap>()
                    .timestamp("time", LogGap::timeMillis)
                    .text("id", LogGap::id)
                    .text("kind", gap -> gap.kind().text())
                    .text("service", LogGap::service)
                    .text("cluster", LogGap::cluster)
                    .text("task_id", LogGap::taskId)
                    .text("task_definition", LogGap::taskDefinition)
                    .text("boot", LogGap::boot)
                    .integer("lane", gap -> gap.lane() == null ? null : (long) gap.lane())
                    .integer("first_seq", LogGap::firstSeq)
                    .integer("last_seq", LogGap::lastSeq)
                    .integer("frames", LogGap::frames)
                    .integer("lines", LogGap::lines)
                    .timestamp("since", LogGap::sinceMillis)
                    .timestamp("until", LogGap::untilMillis)
                    .text("detail", LogGap::detail)
                    .list(),
            LogGap::timeMillis);

    private Tables() {}

    private static long millis(ErrorEvent error) {
        return Math.floorDiv(error.timeNanos(), 1_000_000L);
    }
}
