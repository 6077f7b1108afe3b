package io.kanshi.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kanshi.rules.AlertEvent.TopError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert event as Amazon Q Developer's custom notification, which becomes a chat message; the events of one alert share a thread.
 * Everything that came from logs is inert already or is made so here.
 *
 * @see <a href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">Custom notifications</a>
 */
public final class AmazonQ {

    /** Longest title, in characters. */
    static final int MAX_TITLE = 250;

    /** Longest description, in characters. */
    static final int MAX_DESCRIPTION = 8000;

    /** Longest step, keyword or value of the metadata that we write, in characters; far below SNS's 256 KB for all. */
    static final int MAX_LINE = 1000;

    private static final int MAX_LABELS = 20;

    private AmazonQ() {}

    /** One JSON object on one line. */
    public static String of(AlertEvent alert) {
        return Json.object(json -> write(json, alert));
    }

    private static void write(JsonGenerator json, AlertEvent alert) throws IOException {
        Json.field(json, "version", "1.0");
        Json.field(json, "source", "custom");
        Json.field(json, "id", alert.id());
        json.writeObjectFieldStart("content");
        Json.field(json, "textType", "client-markdown");
        Json.field(json, "title", title(alert));
        Json.field(json, "description", description(alert));
        Json.field(json, "nextSteps", nextSteps(alert));
        Json.field(json, "keywords", keywords(alert));
        json.writeEndObject();
        json.writeObjectFieldStart("metadata");
        Json.field(json, "threadId", alert.threadId());
        Json.field(json, "summary", Inert.cut(alert.summary(), MAX_LINE));
        Json.field(json, "eventType", "kanshi-" + alert.status());
        Json.field(json, "relatedResources", related(alert));
        Json.field(json, "additionalContext", context(alert));
        json.writeEndObject();
    }

    private static String title(AlertEvent alert) {
        String mark = switch (alert.status()) {
            case "resolved" -> ":white_check_mark:";
            case "update" -> ":arrow_up:";
            default -> alert.severity().equals("critical") ? ":rotating_light:" : ":warning:";
        };
        return Inert.cut(
                mark + " " + alert.status() + ": " + Inert.text(alert.rule(), 100) + " " + who(alert), MAX_TITLE);
    }

    private static String who(AlertEvent alert) {
        List<String> values = new ArrayList<>();
        alert.key().values().forEach(value -> values.add(Inert.text(value, 100)));
        return String.join(" ", values);
    }

    private static String description(AlertEvent alert) {
        StringBuilder text = new StringBuilder(alert.summary()).append('\n');
        for (TopError error : alert.topErrors()) {
            text.append("\n• ").append(error.count()).append(" × (");
            text.append(Summary.number(error.share())).append(" %) ").append(error.sample());
        }
        if (alert.previousTaskDefinition() != null) {
            text.append("\n\nDeployed within the hour: ").append(Inert.text(alert.previousTaskDefinition(), 200));
            text.append(" → ").append(Inert.text(String.valueOf(alert.taskDefinition()), 200));
        }
        String query = "\n\n```\n" + alert.athenaSql() + "\n```";
        if (text.length() + query.length() > MAX_DESCRIPTION) {
            return Inert.cut(text.toString(), MAX_DESCRIPTION); // half a query, or a code block left open, helps nobody
        }
        return text.append(query).toString();
    }

    private static List<String> nextSteps(AlertEvent alert) {
        List<String> steps = new ArrayList<>();
        if (alert.status().equals("resolved")) {
            return steps;
        }
        if (alert.runbook() != null) {
            steps.add("Follow the runbook: " + alert.runbook());
        }
        if (alert.previousTaskDefinition() != null) {
            steps.add("Compare with the deployment before; roll back if it is the cause");
        }
        steps.add("Run the query in Athena for the rows behind this alert");
        return steps.stream().map(step -> Inert.cut(step, MAX_LINE + 100)).toList();
    }

    private static List<String> keywords(AlertEvent alert) {
        List<String> keywords = new ArrayList<>();
        keywords.add(alert.severity());
        alert.key().values().stream()
                .filter(value -> !value.isEmpty())
                .forEach(value -> keywords.add(Inert.text(value, 100)));
        new TreeMap<>(alert.labels())
                .entrySet().stream()
                        .limit(MAX_LABELS)
                        .forEach(label -> keywords.add(Inert.text(label.getKey() + "=" + label.getValue(), 100)));
        return keywords;
    }

    private static List<String> related(AlertEvent alert) {
        String definition = alert.taskDefinition();
        return definition == null ? List.of() : List.of(Inert.text(definition, 200));
    }

    private static Map<String, String> context(AlertEvent alert) {
        Map<String, String> context = new TreeMap<>();
        context.put("rule", Inert.text(alert.rule(), 100));
        context.put("severity", alert.severity());
        context.put("started_at", alert.startedAt().toString());
        context.put("partitions", Inert.cut(String.join(" ", alert.partitions()), MAX_LINE));
        return context;
    }
}
