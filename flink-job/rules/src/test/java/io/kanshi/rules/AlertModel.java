package io.kanshi.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What {@link RuleEngine} does, told again slowly: walks through every second of one series, keeps everything, skips nothing, and adds up
 * each window from the raw panes. Shares no code with it but the rules themselves.
 */
final class AlertModel {

    private final Ruleset rules;
    private final List<Pane> panes;
    private final List<String> told = new ArrayList<>();

    /** One rule's memory: where windows breached (or not) since it last started from nothing. */
    private static final class Memory {
        final List<Boolean> breaches = new ArrayList<>();
        final List<Long> starts = new ArrayList<>();
        boolean firing;
        long startedAt;
        long said;
        double saidValue;
        long lastBad;
    }

    AlertModel(Ruleset rules, List<Pane> panes) {
        this.rules = rules;
        this.panes = panes;
    }

    /** Rule, status, window end, start of the alert and value of every event until a time. */
    List<String> until(long millis) {
        long first = panes.stream().mapToLong(pane -> pane.second).min().orElse(Long.MAX_VALUE);
        TreeMap<Long, Boolean> seconds = new TreeMap<>();
        panes.forEach(pane -> seconds.put(pane.second, true));
        List<Memory> memories = fresh();
        boolean alive = false;
        long bornAt = 0;
        for (long now = first; now <= millis; now += 1000) {
            if (!alive && seconds.containsKey(now - 1000)) {
                alive = true;
                bornAt = now - 1000;
                memories = fresh();
            }
            if (!alive) {
                continue;
            }
            for (int i = 0; i < memories.size(); i++) {
                Rule rule = rules.rules().get(i);
                if (now % (rule.windows().everySeconds() * 1000L) == 0) {
                    look(rule, memories.get(i), bornAt, now);
                }
            }
            if (now - seconds.lowerKey(now) - 1000 >= quiet(memories)) {
                for (int i = 0; i < memories.size(); i++) {
                    if (memories.get(i).firing) {
                        tell(rules.rules().get(i), memories.get(i), "resolved", now, 0);
                    }
                }
                alive = false;
            }
        }
        return told;
    }

    private List<Memory> fresh() {
        return rules.rules().stream().map(rule -> new Memory()).toList();
    }

    private long quiet(List<Memory> memories) {
        long quiet = 3_600_000;
        for (int i = 0; i < memories.size(); i++) {
            Rule rule = rules.rules().get(i);
            quiet = Math.max(
                    quiet,
                    1000L
                            * (rule.windows().seconds()
                                    + rule.patience().of() * rule.windows().everySeconds()
                                    + rule.patience().keepFiringSeconds()));
            if (memories.get(i).firing && rule.patience().missing() == Missing.BREACHING) {
                quiet = Math.max(quiet, 86_400_000);
            }
        }
        return quiet;
    }

    private void look(Rule rule, Memory memory, long bornAt, long end) {
        long start = end - rule.windows().seconds() * 1000L;
        long events = 0;
        long errors = 0;
        long checks = 0;
        long count = 0;
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        for (Pane pane : panes) {
            if (pane.second >= Math.max(start, bornAt) && pane.second < end) {
                events += pane.events;
                errors += pane.errors;
                checks += pane.healthChecks;
                count += pane.count;
                sum += pane.sumWhole + pane.sumFraction / 4294967296.0;
                max = Math.max(max, pane.max);
                min = Math.min(min, pane.min);
            }
        }
        boolean missing = rule.kind() == Kind.METRIC ? count == 0 : events + checks == 0;
        double value = switch (rule.kind()) {
            case ERROR_RATE -> events == 0 ? 0 : errors * 100.0 / events;
            case ERROR_COUNT -> errors;
            case METRIC ->
                switch (rule.measure().statistic()) {
                    case AVG -> count == 0 ? 0 : sum / count;
                    case MIN -> count == 0 ? 0 : min;
                    case MAX -> count == 0 ? 0 : max;
                    case SUM -> count == 0 ? 0 : sum;
                    case COUNT -> count;
                };
        };
        boolean few = rule.kind() == Kind.ERROR_RATE && events < rule.measure().minEvents();
        decide(rule, memory, new Seen(missing, few, value), start, end);
    }

    private record Seen(boolean missing, boolean few, double value) {}

    private void decide(Rule rule, Memory memory, Seen seen, long start, long end) {
        Missing meaning = rule.patience().missing();
        if ((seen.missing || seen.few) && meaning == Missing.KEEP) {
            return;
        }
        boolean bad;
        boolean well;
        if (seen.missing && meaning == Missing.BREACHING) {
            bad = true;
            well = false;
        } else if (seen.missing || seen.few) {
            bad = false;
            well = true;
        } else {
            double limit = rule.threshold().value();
            bad = rule.threshold().above() ? seen.value > limit : seen.value < limit;
            Double resolve = rule.threshold().resolve();
            well = resolve == null ? !bad : rule.threshold().above() ? seen.value < resolve : seen.value > resolve;
        }
        memory.breaches.add(bad);
        memory.starts.add(start);
        int from = Math.max(0, memory.breaches.size() - rule.patience().of());
        int breaching = 0;
        long firstBreach = -1;
        for (int i = memory.breaches.size() - 1; i >= from; i--) {
            if (memory.breaches.get(i)) {
                breaching++;
                firstBreach = memory.starts.get(i);
            }
        }
        if (!memory.firing) {
            if (breaching >= rule.patience().needed()) {
                memory.firing = true;
                memory.startedAt = firstBreach;
                memory.lastBad = end;
                say(rule, memory, "firing", end, seen.value);
            }
            return;
        }
        if (!well) {
            memory.lastBad = end;
        }
        if (well
                && breaching < rule.patience().needed()
                && end >= memory.lastBad + rule.patience().keepFiringSeconds() * 1000L) {
            tell(rule, memory, "resolved", end, seen.value);
            memory.firing = false;
            memory.breaches.clear();
            memory.starts.clear();
        } else if (bad
                && !seen.missing
                && end >= memory.said + rule.windows().seconds() * 1000L
                && memory.saidValue > 0
                && (rule.threshold().above()
                        ? seen.value >= memory.saidValue * 2
                        : seen.value <= memory.saidValue / 2)) {
            say(rule, memory, "update", end, seen.value);
        }
    }

    private void say(Rule rule, Memory memory, String status, long end, double value) {
        memory.said = end;
        memory.saidValue = value;
        tell(rule, memory, status, end, value);
    }

    private void tell(Rule rule, Memory memory, String status, long end, double value) {
        told.add(rule.name() + " " + status + " " + end + " " + memory.startedAt + " " + value);
    }
}
