package io.kanshi.replay.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A message of the queue: an alert as JSON, as it is or in the envelope that SNS puts around it.
 *
 * @param rule empty where it is no alert
 * @param probe the id of the line that it is about; empty where it is about none
 * @param startedAt {@link Instant#EPOCH} where it does not tell
 */
record ProbeAlert(String rule, String status, String probe, Instant startedAt) {

    /** The name of the probe's rule; docs/operations.md has the rule. */
    static final String RULE = "kanshi-probe";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ProbeAlert of(String message) {
        JsonNode json = read(message);
        if (json.path("Type").asText().equals("Notification")) {
            json = read(json.path("Message").asText());
        }
        return new ProbeAlert(
                json.path("rule").asText(),
                json.path("status").asText(),
                json.path("key").path("attributes." + ProbeLine.ATTRIBUTE).asText(),
                time(json.path("started_at").asText()));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return Instant.EPOCH;
        }
    }

    boolean isOfTheProbe() {
        return rule.equals(RULE);
    }

    boolean isFiring() {
        return status.equals("firing");
    }
}
