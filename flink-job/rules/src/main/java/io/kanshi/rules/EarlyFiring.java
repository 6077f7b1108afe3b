package io.kanshi.rules;

import io.kanshi.rules.AlertMachine.Change;
import io.kanshi.rules.SelectionRules.Watched;
import java.util.List;

/**
 * Fires count rules as soon as the count is reached. Counts only grow, so a window that holds too many errors will breach whatever else
 * comes for it, and nobody has to wait until its time is over.
 *
 * <p>The event has the id and the thread that the end of the window would have given it, and the counts so far; when the window is
 * judged, the alert fires already. Errors of an earlier window that come after this would have given another start, and no other id.
 */
final class EarlyFiring {

    private EarlyFiring() {}

    /** @param pauseMillis after such a pause the series may be another one, which nobody knows until time has passed it */
    static void look(SeriesState state, SelectionRules rules, long pauseMillis, List<AlertEvent> out) {
        for (Watched watched : rules.watched()) {
            if (watched.rule().firesEarly() && !state.isFiring(watched.rule().name()) && !state.pauses(pauseMillis)) {
                look(state, watched, out);
            }
        }
    }

    private static void look(SeriesState state, Watched watched, List<AlertEvent> out) {
        Rule rule = watched.rule();
        AlertState known = state.alert(rule, watched.definition());
        AlertState alert = known == null ? state.newAlert(watched) : known;
        long next = (state.started ? alert.evaluatedTo : state.judgedTo(rule.windows()))
                + rule.windows().everyMillis();
        long end = state.panes.firstEndWithErrors(rule.fewestErrors(), rule.windows(), next);
        Datapoints points = alert.datapoints.with(end - rule.windows().millis(), rule.patience());
        if (end == Long.MAX_VALUE || points.breaching() < rule.patience().needed()) {
            return;
        }
        // Of several windows that it takes, those before must have been judged: only they are known to the datapoints.
        if (rule.patience().needed() > 1 && end != next) {
            return;
        }
        state.alerts.put(rule.name(), alert);
        out.add(fire(state, rule, alert, points.firstBreach(), end));
    }

    private static AlertEvent fire(SeriesState state, Rule rule, AlertState alert, long startedAt, long end) {
        long start = end - rule.windows().millis();
        WindowTotals totals = state.totals(start, end);
        // Those of the windows since that have been judged without a look at them are not to be looked at now.
        alert.evaluatedTo = Math.max(alert.evaluatedTo, state.judgedTo(rule.windows()));
        AlertState.Firing firing = alert.fire(rule, startedAt);
        firing.saidValue = rule.measure().value(totals);
        // So that the end of the window may say that it became much worse.
        firing.saidAt = start;
        firing.hotTo = end;
        SeriesState asOfNow = state.copy();
        asOfNow.absorb(end);
        return AlertWriter.write(asOfNow, rule, firing, Change.EARLY, totals, end);
    }
}
