package io.kanshi.replay.probe;

import io.kanshi.live.LiveSettings;
import io.kanshi.rules.RuleFile;
import org.jspecify.annotations.Nullable;

/** Whether the job will ever fire an alert for a probe, before anybody waits for one. */
public final class ProbeRule {

    private ProbeRule() {}

    /** What is missing for it, in one sentence; null: nothing. */
    public static @Nullable String missing(LiveSettings settings) {
        if (settings.outlets().json() == null) {
            return "alerts.json-topic must be set for --alert, which waits for what is published there.";
        }
        boolean known = RuleFile.parse(settings.rules().text()) instanceof RuleFile.Accepted accepted
                && accepted.ruleset().rules().stream()
                        .anyMatch(rule -> rule.name().equals(ProbeAlert.RULE));
        String file = settings.rules().file();
        return known
                ? null
                : "rules.file must have the rule " + ProbeAlert.RULE + " of docs/operations.md for --alert: "
                        + (file == null ? "the built-in rules" : file) + ".";
    }
}
