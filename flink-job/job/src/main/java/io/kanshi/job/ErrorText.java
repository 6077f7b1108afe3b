package io.kanshi.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text of an error as CloudWatch Logs gets it: JSON, so that metric filters and Logs Insights work on its fields. Named as the
 * archive's columns are. Thread-confined.
 */
final class ErrorText {

    /** A log event of CloudWatch Logs may have 1 MiB (PutLogEvents quota); half of it leaves room for escapes. */
    static final int MAX_BYTES = 512 << 10;

    /** Text fields are cut here, so that the event stays under {@link #MAX_BYTES} even if every byte must be escaped. */
    private static final int MAX_TEXT = 32 << 10;

    private final JsonFactory json = new JsonFactory();

    ErrorEvent of(LogEvent event) {
        Identity identity = event.identity;
        String level = event.level == null ? "" : event.level.text();
        String fingerprint = event.fingerprint == LogEvent.NO_FINGERPRINT
                ? null
                : HexFormat.of().toHexDigits(event.fingerprint);
        String id = id(event);
        return new ErrorEvent(
                id,
                event.timeNanos,
                event.partitionMillis(),
                identity.service(),
                identity.taskId() == null ? identity.service() : identity.taskId(),
                level,
                fingerprint,
                event.traceId.isPresent() ? event.traceId.toString() : null,
                cut(event.message),
                text(event, id, level, fingerprint));
    }

    private static String id(LogEvent event) {
        if (event.boot != null) {
            return event.boot + "/" + event.lane + "/" + event.seq + "/" + event.line;
        }
        String content = event.timeNanos + " " + event.identity.containerId() + " " + event.log;
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String text(LogEvent event, String id, String level, @Nullable String fingerprint) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator target = json.createGenerator(out)) {
            target.writeStartObject();
            target.writeStringField("id", id);
            target.writeStringField("time", instant(event.timeNanos).toString());
            target.writeStringField("level", level);
            identity(target, event.identity);
            optional(target, "message", event.message);
            optional(target, "trace_id", event.traceId);
            optional(target, "span_id", event.spanId);
            if (event.status != LogEvent.NO_STATUS) {
                target.writeNumberField("status", event.status);
            }
            optional(target, "method", event.method);
            optional(target, "path", event.path);
            optional(target, "fingerprint", fingerprint);
            if (!event.log.equals(event.message)) {
                optional(target, "log", event.log);
            }
            target.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a string does not fail", impossible);
        }
        return out.toString();
    }

    private static void identity(JsonGenerator target, Identity identity) throws IOException {
        target.writeStringField("service", identity.service());
        optional(target, "cluster", identity.cluster());
        optional(target, "task_id", identity.taskId());
        optional(target, "task_definition", identity.taskDefinition());
        optional(target, "container_name", identity.containerName());
        optional(target, "source", identity.source());
    }

    private static void optional(JsonGenerator target, String name, @Nullable String value) throws IOException {
        if (value != null) {
            target.writeStringField(name, value);
        }
    }

    private static void optional(JsonGenerator target, String name, Utf8 value) throws IOException {
        if (value.isPresent()) {
            target.writeStringField(name, cut(value));
        }
    }

    private static String cut(Utf8 value) {
        if (value.length() <= MAX_TEXT) {
            return value.toString();
        }
        int end = MAX_TEXT;
        while (end > 0 && (value.at(end) & 0xc0) == 0x80) {
            end--;
        }
        return new String(value.bytes(), value.offset(), end, StandardCharsets.UTF_8) + "… (" + (value.length() - end)
                + " bytes cut; the archive has them)";
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
