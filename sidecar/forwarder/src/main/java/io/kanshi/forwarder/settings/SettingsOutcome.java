package io.kanshi.forwarder.settings;

import io.kanshi.settings.GivenValue;
import java.util.List;

/** What came of reading the settings: all of them, or every mistake. */
public sealed interface SettingsOutcome {

    /**
     * All values are sound.
     *
     * @param given every setting with its source, in the order of the table
     */
    record Accepted(SidecarSettings settings, List<GivenValue> given) implements SettingsOutcome {
        public Accepted {
            given = List.copyOf(given);
        }
    }

    /**
     * At least one is not; nothing may start.
     *
     * @param mistakes a sentence each, with name, rule and value
     */
    record Refused(List<String> mistakes) implements SettingsOutcome {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }
}
