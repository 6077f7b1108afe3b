package io.kanshi.rules;

import java.io.Serializable;

/**
 * What of a window is compared with the threshold.
 *
 * @param statistic for metrics; {@link Statistic#AVG} and without meaning for the kinds that watch errors
 * @param minEvents fewer log lines than this say nothing about a rate
 */
public record Measure(Kind kind, Statistic statistic, long minEvents) implements Serializable {

    double value(WindowTotals totals) {
        return switch (kind) {
            case ERROR_RATE -> totals.events == 0 ? 0 : 100.0 * totals.errors / totals.events;
            case ERROR_COUNT -> totals.errors;
            case METRIC -> metricValue(totals);
        };
    }

    private double metricValue(WindowTotals totals) {
        if (totals.count == 0) {
            return 0;
        }
        return switch (statistic) {
            case AVG -> totals.sum() / totals.count;
            case MIN -> totals.min;
            case MAX -> totals.max;
            case SUM -> totals.sum();
            case COUNT -> totals.count;
        };
    }

    /** No sign of life at all; a dropped health check is one. */
    boolean isMissing(WindowTotals totals) {
        return kind == Kind.METRIC ? totals.count == 0 : totals.events == 0 && totals.healthChecks == 0;
    }

    boolean hasTooFew(WindowTotals totals) {
        return kind == Kind.ERROR_RATE && totals.events < minEvents;
    }
}
