package io.kanshi.rules;

/**
 * Moves the alert of one rule and key by one window: inactive → pending → firing → resolved. Knows nothing but the window's totals and
 * the state, so that it can be held against a slow model.
 *
 * <p>It fires when {@code needed} of the last {@code of} windows breach. It is resolved when the window is behind the resolve threshold,
 * fewer than {@code needed} still breach, and no window was bad for {@code keep_firing_for}; then it starts from nothing.
 */
final class AlertMachine {

    /** What a window changed. */
    enum Change {
        NONE("none"),
        FIRING("firing"),
        /** Fires before its window is over. */
        EARLY("firing"),
        UPDATE("update"),
        RESOLVED("resolved");

        private final String status;

        Change(String status) {
            this.status = status;
        }

        /** What an alert event says of it. */
        String status() {
            return status;
        }
    }

    private AlertMachine() {}

    static Change move(Rule rule, AlertState state, WindowTotals totals, long end) {
        state.evaluatedTo = end;
        boolean missing = rule.measure().isMissing(totals);
        Missing meaning = rule.patience().missing();
        boolean unknown = missing || rule.measure().hasTooFew(totals);
        if (unknown && meaning == Missing.KEEP) {
            return Change.NONE;
        }
        double value = rule.measure().value(totals);
        boolean silent = missing && meaning == Missing.BREACHING;
        boolean breaches = unknown ? silent : rule.threshold().isBreachedBy(value);
        boolean clear = unknown ? !silent : rule.threshold().isClearedBy(value);
        long start = end - rule.windows().millis();
        state.datapoints.add(breaches ? start : Datapoints.CALM, rule.patience().of());
        AlertState.Firing firing = state.firing;
        if (firing == null) {
            return fire(rule, state, value, end);
        }
        if (!clear) {
            // One that fired early is hot until its window ends, whatever those before it were.
            firing.hotTo = Math.max(firing.hotTo, end);
        }
        if (clear && isOver(rule, state, firing, end)) {
            state.end(end);
            return Change.RESOLVED;
        }
        return breaches && !unknown ? update(rule, firing, value, end) : Change.NONE;
    }

    private static Change fire(Rule rule, AlertState state, double value, long end) {
        if (state.datapoints.breaching() < rule.patience().needed()) {
            return Change.NONE;
        }
        AlertState.Firing firing = state.fire(rule, state.datapoints.firstBreach());
        firing.saidValue = value;
        firing.saidAt = end;
        firing.hotTo = end;
        return Change.FIRING;
    }

    private static boolean isOver(Rule rule, AlertState state, AlertState.Firing firing, long end) {
        return state.datapoints.breaching() < rule.patience().needed()
                && end - firing.hotTo >= rule.patience().keepFiringSeconds() * 1000L;
    }

    /** Said again only when it is twice as bad, and not within one window of the last time: a thread, not a flood. */
    private static Change update(Rule rule, AlertState.Firing firing, double value, long end) {
        if (end - firing.saidAt < rule.windows().millis() || !rule.threshold().isMuchWorse(value, firing.saidValue)) {
            return Change.NONE;
        }
        firing.saidValue = value;
        firing.saidAt = end;
        return Change.UPDATE;
    }
}
