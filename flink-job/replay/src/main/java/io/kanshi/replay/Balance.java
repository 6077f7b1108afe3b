package io.kanshi.replay;

import io.kanshi.job.Counter;

/** The sum that must come out even: lines read = events + joined + health checks + dead letters. */
record Balance(ReplayOutcome outcome) {

    String sentence() {
        return String.format(
                "%,d lines are not accounted for: %,d were read, %,d became events, %,d were joined, %,d were health checks and %,d dead"
                        + " letters. This is an error in kanshi; do not trust the output.",
                outcome.unaccounted(),
                outcome.read().lines(),
                outcome.total(Counter.EVENTS),
                outcome.read().joined(),
                outcome.total(Counter.HEALTH_CHECKS_DROPPED),
                outcome.total(Counter.DEAD_LETTER_LINES));
    }
}
