package io.kanshi.rules;

import java.io.Serializable;

/**
 * One checked rule; immutable.
 *
 * @param maxKeys how many different keys it may watch; what the bound cuts is counted
 */
public record Rule(
        String name,
        Selection selection,
        Measure measure,
        Windows windows,
        Threshold threshold,
        Patience patience,
        Notice notice,
        int maxKeys)
        implements Serializable {

    private static final double MOST_ERRORS = 0x1p53;

    public Kind kind() {
        return measure.kind();
    }

    /** With fewer errors than this a window cannot breach the threshold; 0 where errors do not tell. */
    long fewestErrors() {
        if (!threshold.above() || threshold.value() < 0 || patience.missing() == Missing.BREACHING) {
            return 0;
        }
        return switch (measure.kind()) {
            case ERROR_COUNT -> 1 + (long) Math.min(threshold.value(), MOST_ERRORS);
            case ERROR_RATE -> 1;
            case METRIC -> 0;
        };
    }

    /** Whether it is certain to fire as soon as there are enough errors, before its window is over. */
    boolean firesEarly() {
        return kind() == Kind.ERROR_COUNT && fewestErrors() > 0;
    }

    /**
     * What decides when the rule fires, as a stable hash. Alert states survive a new rule file as long as name and definition stay;
     * severity, labels, runbook and max_keys can be changed while an alert fires.
     */
    String definition() {
        return StableHash.of()
                .add(selection.id())
                .add(measure.kind().text())
                .add(measure.statistic().text())
                .add(measure.minEvents())
                .add(windows.seconds())
                .add(windows.everySeconds())
                .add(threshold.toString())
                .add(patience.toString())
                .hex(8);
    }
}
