package io.kanshi.job;

import io.kanshi.events.EventsSettings;

/**
 * What the job needs to know, checked before it starts.
 *
 * @param events health-check patterns and limits of the decoder
 * @param rules the first rule file, accepted by its checker
 * @param costGuard how many errors of a kind CloudWatch Logs gets
 */
public record JobSettings(EventsSettings events, String rules, CostGuard costGuard) {

    public JobSettings {
        RuleVersions.parse(rules);
    }

    /** With the default cost guard. */
    public JobSettings(EventsSettings events, String rules) {
        this(events, rules, CostGuard.DEFAULT);
    }
}
