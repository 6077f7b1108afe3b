package io.kanshi.job;

import io.kanshi.rules.RuleFile;
import io.kanshi.rules.Ruleset;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule files by the event time from which each holds, as every subtask that follows rules keeps them: the same in all, because the
 * first one is in the state too and updates are broadcast. A broken update is refused and reported; the rules in force stay.
 */
final class RuleVersions {

    /** Broadcast state: the text of a file by its start. */
    static final MapStateDescriptor<Long, String> STATE = new MapStateDescriptor<>("rules", Types.LONG, Types.STRING);

    /** The start of the first rules. */
    static final long FIRST = Long.MIN_VALUE;

    /**
     * How long a file is kept when the next one holds, in event time. Subtasks are not at the same time, and after a restore with another
     * parallelism one may get the state of another that was ahead.
     */
    static final long KEPT_MILLIS = 3_600_000;

    /** Files at most, each of 1 MiB at most; beyond, the oldest is forgotten early. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(RuleVersions.class);

    private final TreeMap<Long, Ruleset> byStart = new TreeMap<>();

    private RuleVersions() {}

    /** The rules of the last checkpoint; without one, the first rules. What this version of the checker refuses gives way to those. */
    static RuleVersions restore(BroadcastState<Long, String> state, String firstRules) throws Exception {
        RuleVersions versions = new RuleVersions();
        for (var entry : state.entries()) {
            RuleFile.Outcome outcome = RuleFile.parse(entry.getValue());
            if (outcome instanceof RuleFile.Accepted accepted) {
                versions.byStart.put(entry.getKey(), accepted.ruleset());
            } else {
                LOG.error("rules of the restored state are refused, the job's own hold instead: {}", outcome);
                versions.byStart.put(entry.getKey(), parse(firstRules));
            }
        }
        if (versions.byStart.isEmpty()) {
            versions.byStart.put(FIRST, parse(firstRules));
        }
        return versions;
    }

    /** Reads a rule file that was checked before the job started. */
    static Ruleset parse(String yaml) {
        RuleFile.Outcome outcome = RuleFile.parse(yaml);
        if (outcome instanceof RuleFile.Accepted accepted) {
            return accepted.ruleset();
        }
        throw new IllegalArgumentException("the rules are broken: " + outcome);
    }

    /** Takes an update over; false for one that is broken or the same text as the last file, which changes nothing. */
    boolean accept(RulesUpdate update) {
        RuleFile.Outcome outcome = RuleFile.parse(update.yaml());
        if (outcome instanceof RuleFile.Refused refused) {
            LOG.error("rules refused, those in force stay: {}", refused.mistakes());
            return false;
        }
        if (byStart.lastEntry().getValue().text().equals(update.yaml())) {
            return false;
        }
        byStart.put(update.effectiveFromMillis(), ((RuleFile.Accepted) outcome).ruleset());
        while (byStart.size() > MOST) {
            LOG.warn("more than {} rule files are waiting for their time: the oldest is forgotten", MOST);
            byStart.pollFirstEntry();
        }
        return true;
    }

    /** The start of the rules that hold at a time. */
    long startAt(long millis) {
        Long start = byStart.floorKey(millis);
        return start == null ? byStart.firstKey() : start;
    }

    /** The first start after a time, or {@link Long#MAX_VALUE}. */
    long nextStart(long millis) {
        Long start = byStart.higherKey(millis);
        return start == null ? Long.MAX_VALUE : start;
    }

    /** The rules that hold at a time. */
    Ruleset at(long millis) {
        return byStart.getOrDefault(startAt(millis), byStart.firstEntry().getValue());
    }

    /** All starts, in order. */
    NavigableSet<Long> starts() {
        return byStart.navigableKeySet();
    }

    /** Forgets what no event can need any more. */
    void forget(long watermark) {
        while (byStart.size() > 1 && nextStart(byStart.firstKey()) <= watermark - KEPT_MILLIS) {
            byStart.pollFirstEntry();
        }
    }

    /** Writes all to the state that the next checkpoint takes. */
    void store(BroadcastState<Long, String> state) throws Exception {
        state.clear();
        for (var version : byStart.entrySet()) {
            state.put(version.getKey(), version.getValue().text());
        }
    }
}
