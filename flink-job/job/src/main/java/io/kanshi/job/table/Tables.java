package io.kanshi.job.table;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.job.ErrorEvent;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;

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

    /** What no decoder took, with its bytes. */
    public static final Table<DeadLetter> DEAD_LETTERS = new Table<>(
            "dead-letters",
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
            "log-gaps",
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
