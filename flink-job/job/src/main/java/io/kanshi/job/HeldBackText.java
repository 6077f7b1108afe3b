package io.kanshi.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The event that stands for errors which were held back: equal for equal repeats. */
final class HeldBackText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_SAMPLE = 1000;
    private static final long NANOS = 1_000_000;

    private HeldBackText() {}

    static ErrorEvent of(String service, long minute, String pattern, Repeats repeats) {
        String id = "held-back/" + service + "/" + pattern + "/" + minute;
        long last = CostGuard.lastMilli(minute);
        String message = "held back " + repeats.heldBack + " more like this in the minute from "
                + Instant.ofEpochMilli(minute) + "; the archive has them";
        boolean own = !pattern.equals(CostGuard.OTHERS) && !pattern.equals(CostGuard.NONE);
        StringWriter out = new StringWriter(512);
        try (JsonGenerator target = JSON.createGenerator(out)) {
            target.writeStartObject();
            target.writeStringField("id", id);
            target.writeStringField("time", Instant.ofEpochMilli(last).toString());
            target.writeStringField("level", repeats.level);
            target.writeStringField("service", service);
            target.writeStringField("message", message);
            target.writeStringField("fingerprint", pattern);
            target.writeNumberField("held_back", repeats.heldBack);
            target.writeNumberField("written", repeats.written);
            target.writeStringField("sample", repeats.message);
            target.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a string does not fail", impossible);
        }
        return new ErrorEvent(
                id,
                last * NANOS,
                last,
                service,
                service,
                repeats.level,
                own ? pattern : null,
                null,
                message,
                out.toString());
    }

    /** The start of a message, which a summary shows. */
    static String sample(String message) {
        if (message.length() <= MAX_SAMPLE) {
            return message;
        }
        int end = Character.isHighSurrogate(message.charAt(MAX_SAMPLE - 1)) ? MAX_SAMPLE - 1 : MAX_SAMPLE;
        return message.substring(0, end) + "…";
    }
}
