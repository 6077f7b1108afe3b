package io.kanshi.rules;

import io.kanshi.events.LogEvent;
import io.kanshi.events.Redaction;

/** Makes the text by which an error is shown in alerts: secrets redacted, cut to a length. Called when a fingerprint is new in a pane. */
@FunctionalInterface
public interface SampleText {

    /** Longest sample that an alert shows, in characters. */
    int MAX_LENGTH = Redaction.MAX_CHARS;

    String of(LogEvent event);
}
