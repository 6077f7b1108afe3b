package io.kanshi.job.table;

import io.kanshi.events.DeadLetter;
import io.kanshi.job.ErrorEvent;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import java.util.List;

/** The small tables. Their columns are named as the fields of the events they hold. */
public final class Tables {

    /** Every change of every alert; {@code event} holds all of it as JSON. */
    public static final Table<AlertEvent> ALERTS = new Table<>(
            "alerts",
            List.of(
                    Column.timestamp("time", alert -> alert.windowEnd().toEpochMilli()),
                    Column.text("id", AlertEvent::id),
                    Column.text("thread_id", AlertEvent::threadId),
                    Column.text("rule", AlertEvent::rule),
                    Column.text("severity", AlertEvent::severity),
                    Column.text("status", AlertEvent::status),
                    Column.map("key", AlertEvent::key),
                    Column.map("labels", AlertEvent::labels),
                    Column.number("value", AlertEvent::value),
                    Column.number("threshold", AlertEvent::threshold),
                    Column.timestamp(
                            "window_start", alert -> alert.windowStart().toEpochMilli()),
                    Column.timestamp("window_end", alert -> alert.windowEnd().toEpochMilli()),
                    Column.timestamp("started_at", alert -> alert.startedAt().toEpochMilli()),
                    Column.text("summary", AlertEvent::summary),
                    Column.text("athena_sql", AlertEvent::athenaSql),
                    Column.list("partitions", AlertEvent::partitions),
                    Column.text("event", AlertJson::write)),
            alert -> alert.windowEnd().toEpochMilli());

    /** Errors as CloudWatch Logs gets them. */
    public static final Table<ErrorEvent> ERRORS = new Table<>(
            "errors",
            List.of(
                    Column.timestamp("time", Tables::millis),
                    Column.integer("time_nanos", ErrorEvent::timeNanos),
                    Column.text("service", ErrorEvent::service),
                    Column.text("log_stream", ErrorEvent::logStream),
                    Column.text("level", ErrorEvent::level),
                    Column.text("fingerprint", ErrorEvent::fingerprint),
                    Column.text("trace_id", ErrorEvent::traceId),
                    Column.text("message", ErrorEvent::message),
                    Column.text("event", ErrorEvent::event)),
            ErrorEvent::partitionMillis);

    /** What no decoder took, with its bytes. */
    public static final Table<DeadLetter> DEAD_LETTERS = new Table<>(
            "dead-letters",
            List.of(
                    Column.timestamp("arrival_time", DeadLetter::arrivalMillis),
                    Column.text("reason", letter -> letter.reason().text()),
                    Column.text("detail", DeadLetter::detail),
                    Column.integer("lines", letter -> (long) letter.lines()),
                    Column.bytes("dead_letter", DeadLetter::bytes)),
            DeadLetter::arrivalMillis);

    private Tables() {}

    private static long millis(ErrorEvent error) {
        return Math.floorDiv(error.timeNanos(), 1_000_000L);
    }
}
