package io.kanshi.rules;

import io.kanshi.rules.AlertMachine.Change;
import java.util.List;
import java.util.Map;

/**
 * Turns the panes of a series into alert events as event time passes.
 *
 * <p>Whoever calls it keeps one {@link SeriesState} per (selection, key), hands over panes in any order, says how far event time has come, and
 * asks when it wants to be called next. Each step looks at the earliest thing that is due, so neither the order of panes nor how often time
 * is told changes a result. Holds no state of its own but the rules; one thread per instance.
 *
 * <p>A new rule set: make a new engine that {@linkplain #takeOver takes each state over}. Alerts of rules whose name and definition stayed
 * go on; those of removed or redefined rules that fire are resolved.
 */
public final class RuleEngine {

    /** A series without a pane for this long is over: as long as the longest window allowed. */
    private static final long QUIET_MILLIS = 3_600_000;

    /** An alert that silence itself keeps alive ({@code missing: breaching}) is given up after a day. */
    private static final long SILENT_ALERT_MILLIS = 86_400_000;

    /** Panes are held for the longest window and this much more, so that a calm series is looked at once a minute. */
    private static final long SPARE_MILLIS = 60_000;

    private static final long NOTHING_DUE = Long.MAX_VALUE;

    private final SelectionRules.Index index;

    public RuleEngine(Ruleset rules) {
        this.index = SelectionRules.index(rules);
    }

    /** Whether a rule looks at a selection; panes of any other one are ignored. */
    public boolean knows(String selection) {
        return !index.of(selection).isEmpty();
    }

    /**
     * Takes a series over at a time from the rules that held before. Every event before that time has been seen: the old rules judge the
     * windows that end until then, new ones those that end later. Equal rules change nothing. A series that no rule watches any more keeps
     * only panes from that time on.
     */
    public void takeOver(SeriesState state, RuleEngine before, long fromMillis, Findings out) {
        SelectionRules old = before.index.of(state.selection);
        if (!old.isEmpty()) {
            before.onTime(state, fromMillis, out);
        }
        if (state.started || !state.panes.isEmpty() && state.panes.first() < fromMillis) {
            start(state, old);
            state.absorb(Math.max(fromMillis, state.evaluatedTo));
        }
        SelectionRules rules = index.of(state.selection);
        Orphans.resolve(state, rules, out.alerts());
        if (rules.isEmpty()) {
            state.forget(fromMillis);
        } else if (state.started) {
            start(state, rules);
        }
    }

    /**
     * Takes a pane in, or a piece of one; the pane itself is not kept. False when it was ignored: too late (counted in the state), or
     * counted for a selection that no rule has any more.
     */
    public boolean onPane(SeriesState state, Pane pane) {
        SelectionRules rules = index.of(pane.selection);
        if (rules.isEmpty()) {
            return false;
        }
        if (state.isEmpty()) {
            state.selection = pane.selection;
            state.names = rules.names();
            state.key = List.copyOf(pane.key);
        }
        return state.add(pane);
    }

    /**
     * The event time at which {@link #onTime} has something to do, in milliseconds since 1970 (all events before it must have been seen: a
     * timer at watermark {@code nextTime − 1}), or {@link Long#MAX_VALUE}. At or before a time already told: call at once.
     */
    public long nextTime(SeriesState state) {
        SelectionRules rules = index.of(state.selection);
        if (Orphans.fire(state, rules) || rules.isEmpty() && !state.isEmpty()) {
            return Math.max(state.evaluatedTo, 0);
        }
        return nextStep(state, rules);
    }

    /** Fires what is certain to fire when its window is over. For live input: with what has come so far nothing else is decided. */
    public void early(SeriesState state, Findings out) {
        SelectionRules rules = index.of(state.selection);
        EarlyFiring.look(state, rules, 1000 + shortestQuiet(rules), out.alerts());
    }

    /**
     * Evaluates all that is due at or before a time, in order. Every event before {@code timeMillis} has been seen: pass watermark + 1. The
     * end of the input (watermark {@link Long#MAX_VALUE}) is no point in time: pass the last real one.
     */
    public void onTime(SeriesState state, long timeMillis, Findings out) {
        if (timeMillis == Long.MAX_VALUE) {
            return;
        }
        SelectionRules rules = index.of(state.selection);
        Orphans.resolve(state, rules, out.alerts());
        if (rules.isEmpty()) {
            state.forget(Long.MAX_VALUE);
            return;
        }
        for (long now = nextStep(state, rules); now <= timeMillis; now = nextStep(state, rules)) {
            step(state, rules, now, out);
        }
    }

    private static void step(SeriesState state, SelectionRules rules, long now, Findings out) {
        start(state, rules);
        state.absorb(now);
        for (SelectionRules.Watched watched : rules.watched()) {
            AlertState alert = state.alert(watched.rule(), watched.definition());
            if (alert != null && nextEnd(state, watched.rule(), alert) <= now) {
                evaluate(state, watched.rule(), alert, now, out);
            }
        }
        state.panes.prune(now - rules.longestWindowMillis());
        if (quietAt(state, rules) <= now) {
            giveUp(state, now, out.alerts());
        }
    }

    private static void evaluate(SeriesState state, Rule rule, AlertState alert, long end, Findings out) {
        WindowTotals totals = state.totals(end - rule.windows().millis(), end);
        if (rule.kind() == Kind.METRIC && totals.count > 0) {
            double value = rule.measure().value(totals);
            if (rule.threshold().isBreachedBy(value)) {
                out.breaches().add(ThresholdBreach.of(state, rule, value, end));
            }
        }
        AlertState.Firing before = alert.firing;
        Change change = AlertMachine.move(rule, alert, totals, end);
        if (change != Change.NONE) {
            AlertState.Firing firing = alert.firing == null ? before : alert.firing;
            if (firing != null) {
                out.alerts().add(AlertWriter.write(state, rule, firing, change, totals, end));
            }
        }
    }

    /** Gives every rule its alert state, at the first pane or at the first time after the rule appeared. */
    private static void start(SeriesState state, SelectionRules rules) {
        for (SelectionRules.Watched watched : rules.watched()) {
            AlertState alert = state.alert(watched.rule(), watched.definition());
            if (alert == null) {
                state.alerts.put(watched.rule().name(), state.newAlert(watched));
            } else if (!state.started) {
                // It fired early, when this pane may not have been the first one.
                alert.evaluatedTo = state.judgedTo(watched.rule().windows());
            }
        }
        state.started = true;
    }

    private static long nextStep(SeriesState state, SelectionRules rules) {
        if (!state.started && state.panes.isEmpty()) {
            return NOTHING_DUE;
        }
        long next = state.started ? Math.min(quietAt(state, rules), fullAt(state, rules)) : NOTHING_DUE;
        for (SelectionRules.Watched watched : rules.watched()) {
            Rule rule = watched.rule();
            AlertState alert = state.started ? state.alert(rule, watched.definition()) : null;
            next = Math.min(
                    next,
                    alert == null
                            ? state.judgedTo(rule.windows()) + rule.windows().everyMillis()
                            : nextEnd(state, rule, alert));
        }
        return state.started ? Math.max(next, state.evaluatedTo) : next;
    }

    /** The end of the next window that can change something: empty ones are skipped where they cannot. */
    private static long nextEnd(SeriesState state, Rule rule, AlertState alert) {
        Windows windows = rule.windows();
        long end = alert.evaluatedTo + windows.everyMillis();
        long errors = rule.fewestErrors();
        if (errors > 0 && alert.isCalm()) {
            return state.panes.firstEndWithErrors(errors, windows, end);
        }
        if (!alert.sleepsThroughSilence(rule.patience().missing())) {
            return end;
        }
        Long second = state.panes.firstFrom(end - windows.millis());
        if (second == null) {
            return NOTHING_DUE;
        }
        return Math.max(end, windows.firstEndAfterSecond(second));
    }

    /** When panes must be let go although no window needs to be looked at. */
    private static long fullAt(SeriesState state, SelectionRules rules) {
        return state.panes.isEmpty() ? NOTHING_DUE : state.panes.first() + rules.longestWindowMillis() + SPARE_MILLIS;
    }

    /** When the series is over, should no pane follow the last one that was looked at. */
    private static long quietAt(SeriesState state, SelectionRules rules) {
        long quiet = shortestQuiet(rules);
        if (rules.isKeptBySilence(state)) {
            quiet = Math.max(quiet, SILENT_ALERT_MILLIS);
        }
        long at = state.lastSecond + 1000 + quiet;
        Long next = state.panes.firstFrom(state.evaluatedTo);
        return next != null && next < at ? NOTHING_DUE : at;
    }

    private static long shortestQuiet(SelectionRules rules) {
        return Math.max(QUIET_MILLIS, rules.longestMemoryMillis());
    }

    private static void giveUp(SeriesState state, long now, List<AlertEvent> out) {
        for (Map.Entry<String, AlertState> entry : state.alerts.entrySet()) {
            AlertState.Firing firing = entry.getValue().firing;
            if (firing != null) {
                out.add(AlertWriter.end(state, entry.getKey(), entry.getValue(), firing, now, "no data any more"));
            }
        }
        state.forget(now);
    }
}
