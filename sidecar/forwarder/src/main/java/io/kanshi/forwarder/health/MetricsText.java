package io.kanshi.forwarder.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metrics as Prometheus reads them, text format 0.0.4.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class MetricsText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Whole numbers up to here are exact as double. */
    private static final double EXACT = 1L << 53;

    private MetricsText() {}

    static String write(List<Metric> metrics) {
        Map<String, List<Metric>> byName =
                metrics.stream().collect(Collectors.groupingBy(Metric::name, LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byName.forEach((name, samples) -> {
            Metric first = samples.get(0);
            text.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(escape(first.help()))
                    .append('\n');
            text.append("# TYPE ").append(name).append(' ');
            text.append(first.type().name().toLowerCase(Locale.ROOT)).append('\n');
            for (Metric sample : samples) {
                text.append(name).append(labels(sample.labels())).append(' ');
                text.append(number(sample.value())).append('\n');
            }
        });
        return text.toString();
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escape(label.getValue()).replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
