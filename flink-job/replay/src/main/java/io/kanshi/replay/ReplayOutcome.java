package io.kanshi.replay;

import io.kanshi.job.Counter;
import io.kanshi.job.Tally;
import io.kanshi.replay.source.ReplayProgress.Snapshot;
import io.kanshi.rules.AlertEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a replay.
 *
 * @param read how far the reading came
 * @param tallies the job's totals
 * @param alerts every change of every alert, in order
 * @param nanos how long it took
 */
record ReplayOutcome(Snapshot read, List<Tally> tallies, List<AlertEvent> alerts, long nanos) {

    long total(Counter counter) {
        return tallies.stream()
                .filter(tally -> tally.counter() == counter)
                .mapToLong(Tally::value)
                .sum();
    }

    /** The counts of one kind by scope, in the order of the scopes. */
    Map<String, Long> byScope(Counter counter) {
        Map<String, Long> counts = new TreeMap<>();
        for (Tally tally : tallies) {
            if (tally.counter() == counter) {
                counts.merge(tally.scope(), tally.value(), Long::sum);
            }
        }
        return counts;
    }

    /** Lines that nobody can say anything about; 0 when every line is accounted for. */
    long unaccounted() {
        return read.lines()
                - total(Counter.EVENTS)
                - read.joined()
                - total(Counter.HEALTH_CHECKS_DROPPED)
                - total(Counter.DEAD_LETTER_LINES);
    }
}
