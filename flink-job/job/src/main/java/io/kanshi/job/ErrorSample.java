package io.kanshi.job;

import io.kanshi.events.LogEvent;
import io.kanshi.events.Redaction;
import io.kanshi.rules.SampleText;

/** The text by which an error is shown in alerts: its message, redacted. */
final class ErrorSample implements SampleText {

    @Override
    public String of(LogEvent event) {
        return Redaction.sample(event.message.isEmpty() ? event.log : event.message);
    }
}
