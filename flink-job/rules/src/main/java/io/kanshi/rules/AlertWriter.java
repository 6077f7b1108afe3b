package io.kanshi.rules;

import io.kanshi.rules.AlertEvent.TopError;
import io.kanshi.rules.AlertMachine.Change;
import io.kanshi.rules.Pane.ErrorCount;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes alert events: everything that the person on call needs, from what the series remembers. A function of its arguments. */
final class AlertWriter {

    private static final int MAX_TOP_ERRORS = 5;
    private static final String RESOLVED = "resolved";

    private AlertWriter() {}

    /** What an event is about, and the window it speaks of. */
    private record Occasion(
            String rule,
            String definition,
            AlertState.Firing firing,
            String status,
            double value,
            long start,
            long end) {}

    /** The event of a change that a window caused. */
    static AlertEvent write(
            SeriesState series, Rule rule, AlertState.Firing firing, Change change, WindowTotals totals, long end) {
        long start = end - rule.windows().millis();
        Occasion occasion = new Occasion(
                rule.name(),
                rule.definition(),
                firing,
                change.status(),
                rule.measure().value(totals),
                start,
                end);
        return event(
                series,
                occasion,
                Summary.of(series, rule, firing, change, totals, end),
                AthenaQuery.of(series, rule, Math.min(firing.startedAt, start), end));
    }

    /** The event of an alert that ends although no window said so. */
    static AlertEvent end(
            SeriesState series, String rule, AlertState alert, AlertState.Firing firing, long now, String why) {
        Occasion occasion = new Occasion(rule, alert.definition, firing, RESOLVED, 0, firing.startedAt, now);
        return event(
                series,
                occasion,
                Summary.ended(series, rule, firing, now, why),
                AthenaQuery.of(series, null, firing.startedAt, now));
    }

    private static AlertEvent event(SeriesState series, Occasion occasion, String summary, AthenaQuery query) {
        AlertState.Firing firing = occasion.firing;
        String thread = StableHash.of()
                .add(occasion.rule)
                .add(occasion.definition)
                .add(series.key)
                .add(firing.threadMillis)
                .hex(16);
        return new AlertEvent(
                id(thread, occasion),
                thread,
                occasion.rule,
                firing.notice.severity(),
                occasion.status,
                Collections.unmodifiableMap(firing.notice.labels()),
                firing.notice.runbook(),
                series.namedKey(),
                occasion.value,
                firing.threshold,
                Instant.ofEpochMilli(occasion.start),
                Instant.ofEpochMilli(occasion.end),
                Instant.ofEpochMilli(firing.startedAt),
                summary,
                topErrors(series, occasion.start, occasion.end),
                series.deployments.current(),
                series.deployments.previous(occasion.end),
                query.sql(),
                query.partitions(),
                Map.of());
    }

    /** An alert fires once: when it did, its errors may have come in another order before a failure. */
    private static String id(String thread, Occasion occasion) {
        StableHash hash = StableHash.of().add(thread).add(occasion.status);
        return (occasion.status.equals(Change.FIRING.status()) ? hash : hash.add(occasion.end)).hex(16);
    }

    private static List<TopError> topErrors(SeriesState series, long start, long end) {
        Map<Long, ErrorCount> byFingerprint = new TreeMap<>();
        long errors = 0;
        for (Pane pane : series.panes.between(start, end)) {
            errors += pane.errors;
            for (ErrorCount error : pane.topErrors) {
                byFingerprint.merge(error.fingerprint, error, AlertWriter::add);
            }
        }
        long all = Math.max(errors, 1);
        return byFingerprint.values().stream()
                .sorted(Comparator.comparingLong((ErrorCount error) -> -error.count)
                        .thenComparingLong(error -> error.fingerprint))
                .limit(MAX_TOP_ERRORS)
                .map(error -> topError(error, all, series.seenErrors.of(error.fingerprint)))
                .toList();
    }

    private static ErrorCount add(ErrorCount a, ErrorCount b) {
        ErrorCount sum = new ErrorCount();
        sum.fingerprint = a.fingerprint;
        sum.count = a.count + b.count;
        sum.firstSeenNanos = Math.min(a.firstSeenNanos, b.firstSeenNanos);
        return sum;
    }

    private static TopError topError(ErrorCount error, long all, SeenErrors.@Nullable Seen seen) {
        long nanos = seen == null ? error.firstSeenNanos : Math.min(seen.firstNanos(), error.firstSeenNanos);
        Instant firstSeen =
                Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        return new TopError(
                HexFormat.of().toHexDigits(error.fingerprint),
                error.count,
                100.0 * error.count / all,
                firstSeen,
                Inert.text(seen == null ? "" : seen.sample(), SampleText.MAX_LENGTH));
    }
}
