package io.kanshi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** An alert, as the topic for machines got it, in a line for people. */
final class AlertLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertLines() {}

    static String of(String alert) throws IOException {
        JsonNode json = JSON.readTree(alert);
        return padded(json.path("status").asText(), 8) + "  "
                + padded(json.path("severity").asText(), 8) + "  "
                + padded(json.path("rule").asText(), 12) + "  "
                + json.path("summary").asText();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
