package io.kanshi.forwarder.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One log line in CloudWatch embedded metric format. A number that is not known (NaN) is left out, and then it is no metric of the line
 * either; a text that is missing is left out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the format</a>
 */
final class EmfLine {

    private static final JsonFactory JSON = new JsonFactory();
    private static final double ROUNDING = 1000;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final String namespace;
    private final List<String> dimensions;

    /** @param dimensions names of texts; those that are missing are left out */
    EmfLine(String namespace, List<String> dimensions) {
        this.namespace = namespace;
        this.dimensions = dimensions;
    }

    EmfLine text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            texts.put(name, value);
        }
        return this;
    }

    EmfLine metric(String name, String unit, double value) {
        if (Double.isFinite(value)) {
            metrics.put(name, Math.rint(value * ROUNDING) / ROUNDING);
            units.put(name, unit);
        }
        return this;
    }

    boolean hasMetrics() {
        return !metrics.isEmpty();
    }

    String write(Instant time) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            directive(json, time);
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeNumberField("Timestamp", time.toEpochMilli());
            for (Map.Entry<String, Double> entry : metrics.entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void directive(JsonGenerator json, Instant time) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", time.toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", namespace);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        for (String name : dimensions) {
            if (texts.containsKey(name)) {
                json.writeString(name);
            }
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Map.Entry<String, String> entry : units.entrySet()) {
            json.writeStartObject();
            json.writeStringField("Name", entry.getKey());
            json.writeStringField("Unit", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
