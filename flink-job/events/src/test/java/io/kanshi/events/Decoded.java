package io.kanshi.events;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sink that keeps copies of everything, as tests want to look at it. */
final class Decoded implements EventSink {

    static final long ARRIVAL = 1_793_491_200_000L;

    final List<Row> events = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final List<FrameHeader> headers = new ArrayList<>();

    /** A copied event. */
    record Row(
            Identity identity,
            long timeNanos,
            boolean implausible,
            @Nullable Level level,
            int status,
            long fingerprint,
            HealthCheck healthCheck,
            @Nullable String message,
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable String method,
            @Nullable String path,
            @Nullable String userAgent,
            @Nullable String log,
            @Nullable String logBase64,
            Map<String, String> attributes,
            Map<String, Double> metrics,
            @Nullable String boot,
            long seq,
            int line,
            int joined) {}

    @Override
    public void event(LogEvent event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < event.attributes.size(); i++) {
            attributes.put(
                    event.attributes.key(i).toString(),
                    event.attributes.value(i).toString());
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < event.metrics.size(); i++) {
            metrics.put(event.metrics.name(i), event.metrics.value(i));
        }
        events.add(new Row(
                event.identity,
                event.timeNanos,
                event.implausibleTime,
                event.level,
                event.status,
                event.fingerprint,
                event.healthCheck,
                text(event.message),
                text(event.traceId),
                text(event.spanId),
                text(event.method),
                text(event.path),
                text(event.userAgent),
                text(event.log),
                text(event.logBase64),
                attributes,
                metrics,
                event.boot,
                event.seq,
                event.line,
                event.joined));
    }

    private static @Nullable String text(Utf8 view) {
        return view.isPresent() ? view.toString() : null;
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void header(FrameHeader header) {
        headers.add(header);
    }

    Row only() {
        if (events.size() != 1 || !letters.isEmpty()) {
            throw new AssertionError(events.size() + " events and dead letters " + letters);
        }
        return events.get(0);
    }

    static Decoded of(byte[] record) {
        return of(record, EventsSettings.defaults());
    }

    static Decoded of(byte[] record, EventsSettings settings) {
        Decoded decoded = new Decoded();
        try (RecordDecoder decoder = new RecordDecoder(settings)) {
            decoder.decode(record, 0, record.length, ARRIVAL, decoded);
        }
        return decoded;
    }

    static Decoded of(String record) {
        return of(record.getBytes(StandardCharsets.UTF_8));
    }

    /** The event of an application's line, as the sidecar would send it. */
    static Row line(String log) {
        return of(event(log)).only();
    }

    static String event(String log) {
        return "{\"time\":\"2026-10-31T12:00:00Z\",\"container_id\":\"4056f655bfb90727\",\"container_name\":\"/ecs-shop-3-app-1\","
                + "\"source\":\"stdout\",\"log\":" + quote(log) + ",\"ecs_task_definition\":\"shop:3\"}";
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
