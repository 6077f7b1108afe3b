package io.kanshi.rules;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Alerts of rules that are gone, or that have another definition now: nobody would ever resolve them. */
final class Orphans {

    private Orphans() {}

    /** Whether one of them fires. */
    static boolean fire(SeriesState state, SelectionRules rules) {
        for (Map.Entry<String, AlertState> entry : state.alerts.entrySet()) {
            if (entry.getValue().firing != null && !rules.has(entry.getKey(), entry.getValue().definition)) {
                return true;
            }
        }
        return false;
    }

    /** Ends and forgets all of them. */
    static void resolve(SeriesState state, SelectionRules rules, List<AlertEvent> out) {
        Iterator<Map.Entry<String, AlertState>> entries =
                state.alerts.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, AlertState> entry = entries.next();
            AlertState alert = entry.getValue();
            if (!rules.has(entry.getKey(), alert.definition)) {
                AlertState.Firing firing = alert.firing;
                if (firing != null) {
                    // One that fired early has a window that is not over.
                    long endMillis = Math.max(state.evaluatedTo, firing.hotTo);
                    out.add(AlertWriter.end(
                            state, entry.getKey(), alert, firing, endMillis, "its rule was changed or removed"));
                }
                entries.remove();
            }
        }
    }
}
