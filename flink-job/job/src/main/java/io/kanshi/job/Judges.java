package io.kanshi.job;

import io.kanshi.rules.Rule;
import io.kanshi.rules.RuleEngine;
import io.kanshi.rules.Ruleset;
import io.kanshi.rules.SeriesState;
import java.util.HashMap;
import java.util.Map;

/** The rule files in force as what judges by them, by their start; each made when it is first asked for. */
final class Judges {

    /**
     * Series of one selection in one shard. The pane builders keep {@code max_keys} for each subtask; here it is kept for all of them,
     * with twice the even share and some to spare, so that an uneven spread over shards cuts no key that the bound would admit.
     */
    private static final int SPARE_KEYS = 32;

    private final RuleVersions versions;
    private final Map<Long, Judge> byStart = new HashMap<>();

    /** @param maxKeys series of one selection in one shard */
    record Judge(RuleEngine engine, int maxKeys) {}

    Judges(RuleVersions versions) {
        this.versions = versions;
    }

    /** What judges from a start on; of one that is forgotten, the oldest that is not. */
    Judge of(long start) {
        return byStart.computeIfAbsent(versions.startAt(start), known -> judge(versions.at(known)));
    }

    private static Judge judge(Ruleset rules) {
        int most = rules.rules().stream().mapToInt(Rule::maxKeys).max().orElse(0);
        return new Judge(new RuleEngine(rules), 2 * most / EvaluateRules.SHARDS + SPARE_KEYS);
    }

    /** Whether a rule that holds from a start or later looks at a selection. */
    boolean watch(String selection, long start) {
        for (long later = start; later != Long.MAX_VALUE; later = versions.nextStart(later)) {
            if (of(later).engine().knows(selection)) {
                return true;
            }
        }
        return false;
    }

    /** When the rules of a start have something to do with a series; never while only later rules look at it. */
    long nextTime(long start, SeriesState state, String selection) {
        RuleEngine engine = of(start).engine();
        return engine.knows(selection) || !watch(selection, start) ? engine.nextTime(state) : Long.MAX_VALUE;
    }

    /** Takes an update over; false when it changes nothing. */
    boolean accept(RulesUpdate update) {
        byStart.remove(update.effectiveFromMillis());
        return versions.accept(update);
    }

    /** Forgets what no event can need any more. */
    void forget(long watermark) {
        versions.forget(watermark);
        byStart.keySet().retainAll(versions.starts());
    }
}
