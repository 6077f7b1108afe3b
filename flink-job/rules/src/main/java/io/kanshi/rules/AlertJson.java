package io.kanshi.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kanshi.rules.AlertEvent.TopError;
import java.io.IOException;
import java.util.TreeMap;

/** An alert event as JSON for machines: one line, the names of DESIGN §7. Equal events give equal text. */
public final class AlertJson {

    private AlertJson() {}

    /** Without a line end. */
    public static String of(AlertEvent alert) {
        return Json.object(json -> write(json, alert));
    }

    private static void write(JsonGenerator json, AlertEvent alert) throws IOException {
        Json.field(json, "id", alert.id());
        Json.field(json, "thread_id", alert.threadId());
        Json.field(json, "rule", alert.rule());
        Json.field(json, "severity", alert.severity());
        Json.field(json, "status", alert.status());
        Json.field(json, "labels", new TreeMap<>(alert.labels()));
        Json.field(json, "runbook", alert.runbook());
        Json.field(json, "key", alert.key());
        json.writeNumberField("value", alert.value());
        json.writeNumberField("threshold", alert.threshold());
        json.writeObjectFieldStart("window");
        Json.field(json, "start", alert.windowStart());
        Json.field(json, "end", alert.windowEnd());
        json.writeEndObject();
        Json.field(json, "started_at", alert.startedAt());
        Json.field(json, "summary", alert.summary());
        json.writeArrayFieldStart("top_errors");
        for (TopError error : alert.topErrors()) {
            write(json, error);
        }
        json.writeEndArray();
        Json.field(json, "task_definition", alert.taskDefinition());
        Json.field(json, "previous_task_definition", alert.previousTaskDefinition());
        json.writeObjectFieldStart("athena");
        Json.field(json, "sql", alert.athenaSql());
        Json.field(json, "partitions", alert.partitions());
        json.writeEndObject();
        Json.field(json, "links", new TreeMap<>(alert.links()));
    }

    private static void write(JsonGenerator json, TopError error) throws IOException {
        json.writeStartObject();
        Json.field(json, "fingerprint", error.fingerprint());
        json.writeNumberField("count", error.count());
        json.writeNumberField("share", error.share());
        Json.field(json, "first_seen", error.firstSeen());
        Json.field(json, "sample", error.sample());
        json.writeEndObject();
    }
}
