package io.kanshi.rules;

import java.util.Collection;

/** The panes of one window, added up. Mutable while it is built. */
final class WindowTotals {

    long events;
    long errors;
    long healthChecks;
    long count;
    long sumWhole;
    long sumFraction;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    static WindowTotals of(Collection<Pane> panes) {
        WindowTotals totals = new WindowTotals();
        for (Pane pane : panes) {
            totals.add(pane);
        }
        return totals;
    }

    double sum() {
        return ExactSum.toDouble(sumWhole, sumFraction);
    }

    private void add(Pane pane) {
        events += pane.events;
        errors += pane.errors;
        healthChecks += pane.healthChecks;
        count += pane.count;
        sumWhole += pane.sumWhole;
        sumFraction += pane.sumFraction;
        min = Math.min(min, pane.min);
        max = Math.max(max, pane.max);
    }
}
