package io.kanshi.rules;

import io.kanshi.rules.AlertMachine.Change;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The one sentence of an alert: what, how much, where, since when. It is shown in chats, terminals and pages, so everything in it that
 * came from a log is inert.
 */
final class Summary {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd ", Locale.ROOT);
    private static final int MAX_NAME = 120;

    private Summary() {}

    /** For example: shop-api: 37.5 % errors (90 of 240) in 14:05–14:06 UTC, above 5 %; since 14:04. */
    static String of(
            SeriesState series, Rule rule, AlertState.Firing firing, Change change, WindowTotals totals, long end) {
        long start = end - rule.windows().millis();
        StringBuilder text = new StringBuilder(who(series)).append(": ");
        if (change == Change.RESOLVED) {
            text.append("resolved after ")
                    .append(duration(end - firing.startedAt))
                    .append(", ");
        } else if (change == Change.UPDATE) {
            text.append("worse, ");
        }
        text.append(measured(rule, totals))
                .append(" in ")
                .append(time(start, end))
                .append('–')
                .append(time(end, end));
        text.append(change == Change.EARLY ? " UTC so far, " : " UTC, ").append(limit(rule, change));
        if (change != Change.RESOLVED) {
            text.append("; since ").append(time(firing.startedAt, end));
        }
        return text.toString();
    }

    static String ended(SeriesState series, String rule, AlertState.Firing firing, long now, String reason) {
        return who(series) + ": " + Inert.text(rule, MAX_NAME) + " ended after " + duration(now - firing.startedAt)
                + " at " + time(now, now) + " UTC: " + reason;
    }

    /** The key in words: the bare service, other fields with their names. */
    private static String who(SeriesState series) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : series.namedKey().entrySet()) {
            String value = entry.getValue().isEmpty() ? "(none)" : Inert.text(entry.getValue(), MAX_NAME);
            text.append(text.isEmpty() ? "" : ", ");
            if (!entry.getKey().equals("service")) {
                text.append(Inert.text(entry.getKey(), MAX_NAME)).append(' ');
            }
            text.append(value);
        }
        return text.isEmpty() ? "everything" : text.toString();
    }

    private static String measured(Rule rule, WindowTotals totals) {
        if (rule.measure().isMissing(totals)) {
            return "no data";
        }
        double value = rule.measure().value(totals);
        return switch (rule.kind()) {
            case ERROR_RATE -> number(value) + " % errors (" + totals.errors + " of " + totals.events + ")";
            case ERROR_COUNT -> totals.errors + (totals.errors == 1 ? " error" : " errors");
            case METRIC ->
                Inert.text(String.valueOf(rule.selection().metric()), MAX_NAME) + " "
                        + rule.measure().statistic().text() + " " + number(value) + " (" + totals.count
                        + (totals.count == 1 ? " sample)" : " samples)");
        };
    }

    private static String limit(Rule rule, Change change) {
        Threshold threshold = rule.threshold();
        String unit = rule.kind() == Kind.ERROR_RATE ? " %" : "";
        Double resolve = threshold.resolve();
        if (change != Change.RESOLVED) {
            return (threshold.above() ? "above " : "below ") + number(threshold.value()) + unit;
        }
        if (resolve != null) {
            return (threshold.above() ? "below " : "above ") + number(resolve) + unit;
        }
        return (threshold.above() ? "not above " : "not below ") + number(threshold.value()) + unit;
    }

    static String number(double value) {
        double size = Math.abs(value);
        int scale = size >= 0.1 || size == 0 ? 2 : 6;
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The time of day, with seconds where there are any and with the day where it is not that of {@code reference}. */
    private static String time(long millis, long reference) {
        var time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
        boolean sameDay = Math.floorDiv(millis, 86_400_000L) == Math.floorDiv(reference - 1, 86_400_000L)
                || Math.floorDiv(millis, 86_400_000L) == Math.floorDiv(reference, 86_400_000L);
        return (sameDay ? "" : DAY.format(time)) + (millis % 60_000 == 0 ? MINUTE : SECOND).format(time);
    }

    private static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
