package io.kanshi.rules;

import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Makes the text by which an error is shown in alerts: secrets redacted, cut to a length. Called when a fingerprint is new in a pane. */
@FunctionalInterface
public interface SampleText {

    /** Longest sample that a pane carries, in characters. */
    int MAX_LENGTH = 256;

    /** What is looked at of a message, in bytes: enough that a secret cut in two is not within the sample. */
    int MAX_BYTES = 2048;

    String of(LogEvent event);

    /** The message, or the line where there is none, redacted before it is cut. */
    static SampleText redactedBy(UnaryOperator<String> redaction) {
        return event -> {
            Utf8 text = event.message.isEmpty() ? event.log : event.message;
            int length = Math.min(text.length(), MAX_BYTES);
            String shown = new String(text.bytes(), text.offset(), length, StandardCharsets.UTF_8);
            return Inert.cut(redaction.apply(shown), MAX_LENGTH);
        };
    }
}
