package io.kanshi.forwarder;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@code /metrics} as it was at one moment. */
record MetricsPage(Map<String, Double> values) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** An IOException when nobody answers. */
    static MetricsPage ask(int port) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        String text = CLIENT.send(get, HttpResponse.BodyHandlers.ofString()).body();
        Map<String, Double> values = new HashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.contains("{"))
                .forEach(line -> {
                    String[] words = line.split(" ", 2);
                    values.put(words[0], Double.valueOf(words[1]));
                });
        return new MetricsPage(values);
    }

    long number(String name) {
        Double value = values.get("kanshi_" + name);
        if (value == null) {
            throw new AssertionError("no kanshi_" + name + " in " + values.keySet());
        }
        return value.longValue();
    }

    /** Adds up what docs/sidecar.md says adds up, at any moment. */
    void check() {
        long lines = number("joined_lines_total")
                + number("shed_lines_total")
                + number("sealed_events_total")
                + number("open_lines");
        long events = number("delivered_events_total") + number("held_events") + number("lost_events_total");
        if (number("received_lines_total") != lines
                || number("taken_over_events_total") + number("sealed_events_total") != events) {
            throw new AssertionError("/metrics does not add up: " + values);
        }
    }
}
