package io.kanshi.forwarder.health;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One sample for {@code /metrics}.
 *
 * @param name as Prometheus wants it: letters, digits, underscores; a counter's ends in {@code _total}
 * @param help one sentence
 * @param labels may be empty
 */
public record Metric(String name, String help, Type type, Map<String, String> labels, double value) {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

    /** What may be done with the value. */
    public enum Type {
        /** Only grows, and begins again at 0 with a new start. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    public Metric {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a metric's name must be like " + NAME + ": " + name);
        }
        for (String label : labels.keySet()) {
            if (!label.matches(LABEL)) {
                throw new IllegalArgumentException("a label of " + name + " must be like " + LABEL + ": " + label);
            }
        }
        labels = new LinkedHashMap<>(labels); // keeps the order
    }

    public static Metric counter(String name, String help, double value) {
        return new Metric(name, help, Type.COUNTER, Map.of(), value);
    }

    public static Metric gauge(String name, String help, double value) {
        return new Metric(name, help, Type.GAUGE, Map.of(), value);
    }
}
