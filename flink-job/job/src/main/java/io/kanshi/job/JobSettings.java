package io.kanshi.job;

import io.kanshi.events.EventsSettings;

/**
 * What the job needs to know, checked before it starts.
 *
 * @param events health-check patterns and limits of the decoder
 * @param rules the first rule file, accepted by its checker
 */
public record JobSettings(EventsSettings events, String rules) {

    public JobSettings {
        RulesInForce.parse(rules);
    }
}
