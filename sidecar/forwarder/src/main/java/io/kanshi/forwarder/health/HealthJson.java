package io.kanshi.forwarder.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The answer of {@code /health}. */
final class HealthJson {

    private static final double MILLIS = 1000;

    private HealthJson() {}

    static String write(Health health) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("status", health.status().name().toLowerCase(Locale.ROOT));
            if (!health.reason().isEmpty()) {
                json.writeStringField("reason", health.reason());
            }
            json.writeNumberField("oldest_unsent_seconds", health.oldestUnsent().toMillis() / MILLIS);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
