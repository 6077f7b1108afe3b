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

    public Kind kind() {
        return measure.kind();
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
