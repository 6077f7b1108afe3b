package io.kanshi.rules;

import io.kanshi.events.LogEvent;

/** Makes the text by which an error is shown in alerts: secrets redacted, cut to a length. Called when a fingerprint is new in a pane. */
@FunctionalInterface
public interface SampleText {

    /** Longest sample that a pane carries, in characters. */
    int MAX_LENGTH = 256;

    String of(LogEvent event);
}
