package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanshi.wire.FrameHeader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Captured logs of real systems, from the folder that the environment variable KANSHI_DATA names. What each line must give is found a
 * second time with Jackson and regular expressions; the totals beside were counted once with a third, a script in Python with the
 * same rules, so that both cannot be wrong in the same way unseen.
 */
class RealDataTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:\\[\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}\\]? +(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\s");
    private static final Pattern ACCESS =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[[^\\]]+\\] \"(\\S+) (\\S+)[^\"]*\" (\\d{3}) ");
    private static final Pattern TRACE = Pattern.compile("TraceID: ([0-9a-f]{16,})");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nezha-ob-day1/logs     | 12058 | INFO=11826 none=232                                              | 12058 | 0     | 0
            nezha-ob-day1/metrics  | 12090 | none=12090                                                       | 0     | 12090 | 0
            nezha-tt-day1a/logs    | 46997 | ERROR=533 INFO=44709 WARN=1755                                   | 46997 | 0     | 0
            nezha-tt-day1a/metrics | 2162  | none=2162                                                        | 0     | 2162  | 0
            kafka-text/logs        | 24922 | DEBUG=1068 ERROR=145 INFO=7824 TRACE=12720 WARN=407 none=2758    | 0     | 0     | 0
            apache-access/logs     | 10000 | none=10000                                                       | 0     | 0     | 10000
            """)
    void everyLineIsUnderstood(String file, long lines, String levels, long traces, long cpu, long statuses)
            throws IOException {
        String folder = System.getenv("KANSHI_DATA");
        if (folder == null) {
            System.err.println(
                    "SKIPPED: KANSHI_DATA names no folder, so decoding was not tested on real logs (" + file + ")");
        }
        assumeThat(folder)
                .as("KANSHI_DATA names no folder: the decoder was NOT tested on real logs")
                .isNotNull();
        Path path = Path.of(folder, file + ".ndjson.gz");
        Compared compared = new Compared();
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults());
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                compared.envelope = JACKSON.readTree(line);
                byte[] record = line.getBytes(StandardCharsets.UTF_8);
                long arrival = compared.envelope
                        .get("date")
                        .decimalValue()
                        .movePointRight(3)
                        .longValue();
                decoder.decode(record, 0, record.length, arrival, compared);
            }
        }
        assertThat(compared.lines).isEqualTo(lines);
        assertThat(compared.levels()).isEqualTo(levels);
        assertThat(compared.traces).isEqualTo(traces);
        assertThat(compared.cpu).isEqualTo(cpu);
        assertThat(compared.statuses).isEqualTo(statuses);
    }

    /** Holds each event against what the second reading of its line says. */
    private static final class Compared implements EventSink {
        JsonNode envelope = JACKSON.nullNode();
        long lines;
        long traces;
        long cpu;
        long statuses;
        private final Map<String, Long> byLevel = new TreeMap<>();

        String levels() {
            StringBuilder text = new StringBuilder();
            byLevel.forEach((level, count) ->
                    text.append(level).append('=').append(count).append(' '));
            return text.toString().trim();
        }

        @Override
        public void event(LogEvent event) {
            String log = envelope.get("log").asText();
            lines++;
            byLevel.merge(event.level == null ? "none" : event.level.name(), 1L, Long::sum);
            assertThat(event.log).hasToString(log);
            assertThat(event.level == null ? null : event.level.name()).as(log).isEqualTo(level(log));
            assertThat(event.timeNanos)
                    .isEqualTo(envelope.get("date")
                            .decimalValue()
                            .movePointRight(9)
                            .longValueExact());
            assertThat(event.implausibleTime).isFalse();
            assertThat(envelope.get("ecs_task_definition").asText()).startsWith(event.identity.service() + ":");
            trace(event, log);
            access(event, log);
            metrics(event, log);
        }

        private void trace(LogEvent event, String log) {
            Matcher trace = TRACE.matcher(log);
            if (trace.find()) {
                traces++;
                assertThat(event.traceId).as(log).hasToString(trace.group(1));
            } else {
                assertThat(event.traceId.isPresent()).as(log).isFalse();
            }
        }

        private void access(LogEvent event, String log) {
            Matcher access = ACCESS.matcher(log);
            if (access.find()) {
                statuses++;
                assertThat(event.method).hasToString(access.group(1));
                assertThat(event.path).hasToString(access.group(2));
                assertThat(event.status).isEqualTo(Integer.parseInt(access.group(3)));
            }
        }

        private void metrics(LogEvent event, String log) {
            if (event.metrics.isEmpty()) {
                assertThat(log).doesNotContain("\"_aws\"");
                return;
            }
            JsonNode line = tree(log);
            for (int i = 0; i < event.metrics.size(); i++) {
                String name = event.metrics.name(i);
                double expected = name.equals("cpu_utilization")
                        ? 100
                                * line.get("CpuUtilized").asDouble()
                                / line.get("CpuReserved").asDouble()
                        : name.equals("memory_utilization")
                                ? 100
                                        * line.get("MemoryUtilized").asDouble()
                                        / line.get("MemoryReserved").asDouble()
                                : line.get(name).asDouble();
                assertThat(event.metrics.value(i)).as(name).isEqualTo(expected);
                cpu += name.equals("cpu_utilization") ? 1 : 0;
            }
        }

        private static @org.jspecify.annotations.Nullable String level(String log) {
            JsonNode line = log.startsWith("{") ? tree(log) : JACKSON.nullNode();
            if (line.isObject()) {
                JsonNode severity = line.get("severity");
                return severity == null ? null : severity.asText().toUpperCase(java.util.Locale.ROOT);
            }
            Matcher prefix = PREFIX.matcher(log);
            return prefix.find() ? prefix.group(1) : null;
        }

        private static JsonNode tree(String log) {
            try {
                return JACKSON.readTree(log);
            } catch (IOException e) {
                return JACKSON.nullNode();
            }
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            throw new AssertionError(letter.detail());
        }

        @Override
        public void header(FrameHeader header) {}
    }
}
