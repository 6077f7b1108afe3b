package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanshi.job.Counter;
import io.kanshi.rules.AlertEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bundled sample through the whole replay with the built-in rules, held against what its generator counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class ReplaySampleTest {

    private static final Path SAMPLE = Path.of("..", "..", "tests", "samples", "shop");

    /** The rule that tells of what a label names. */
    private static final Map<String, String> RULE_OF = Map.of(
            "error_rate", "error-rate",
            "error_count", "error-burst",
            "cpu_utilization", "cpu",
            "memory_utilization", "memory");

    @TempDir
    private static Path folder;

    private JsonNode labels;
    private Replayed replayed;

    @BeforeAll
    void replayOnce() throws Exception {
        labels = new ObjectMapper().readTree(SAMPLE.resolve("labels.json").toFile());
        replayed = Run.DEFAULTS.of(folder.resolve("out"), List.of(SAMPLE));
    }

    @Test
    void everyLineIsAccountedFor() throws Exception {
        replayed.accountsForEveryLine(labels.get("lines").asLong());
        assertThat(replayed.total(Counter.DEAD_LETTER_LINES))
                .isEqualTo(labels.get("broken_lines").asLong());
        assertThat(replayed.total(Counter.IMPLAUSIBLE_TIME))
                .isEqualTo(labels.get("implausible_time").asLong());
        assertThat(replayed.outcome().read().implausible())
                .isEqualTo(labels.get("implausible_time").asLong());
        assertThat(replayed.outcome().read().late())
                .isEqualTo(labels.get("late_beyond_2m").asLong());
        assertThat(replayed.total(Counter.LATE))
                .isEqualTo(labels.get("late_beyond_2m").asLong());
        assertThat(replayed.outcome().read().crowded()).isZero();
    }

    @Test
    void servicesHaveTheCountsOfTheLabels() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> service : labels.get("services").properties()) {
            JsonNode label = service.getValue();
            String name = service.getKey();
            expected.put(
                    name,
                    counts(
                            label.get("events").asLong(),
                            label.get("joined").asLong(),
                            label.get("health_passing").asLong(),
                            label.get("metrics").asLong(),
                            label.get("errors").asLong()));
            String where = " FROM logs WHERE service = '" + name + "'";
            found.put(
                    name,
                    counts(
                            replayed.count("SELECT count(*)" + where),
                            label.get("lines").asLong()
                                    - replayed.count("SELECT count(*)" + where)
                                    - replayed.byService(Counter.HEALTH_CHECKS_DROPPED)
                                            .getOrDefault(name, 0L),
                            replayed.byService(Counter.HEALTH_CHECKS_DROPPED).getOrDefault(name, 0L),
                            replayed.count("SELECT count(*)" + where + " AND contains(log, '\"CloudWatchMetrics\"')"),
                            replayed.count("SELECT count(*)" + where + " AND level IN ('error', 'fatal')")));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(replayed.query("SELECT DISTINCT service FROM logs ORDER BY 1"))
                .containsExactlyElementsOf(expected.keySet());
        assertThat(replayed.query("SELECT service, count(*) FROM errors GROUP BY ALL ORDER BY ALL"))
                .isEqualTo(
                        replayed.query(
                                "SELECT service, count(*) FROM logs WHERE level IN ('error', 'fatal') GROUP BY ALL ORDER BY ALL"));
    }

    private static String counts(long events, long joined, long healthChecks, long metrics, long errors) {
        return "events " + events + ", joined " + joined + ", health checks " + healthChecks + ", metrics " + metrics
                + ", errors " + errors;
    }

    @Test
    void levelsAreAsMeant() throws Exception {
        for (Map.Entry<String, JsonNode> service : labels.get("services").properties()) {
            Map<String, Long> found = new TreeMap<>();
            for (String row : replayed.query("SELECT coalesce(level, 'none'), count(*) FROM logs WHERE service = '"
                    + service.getKey() + "' GROUP BY ALL")) {
                String[] levelAndCount = row.split("\\|", 2);
                found.put(levelAndCount[0], Long.parseLong(levelAndCount[1]));
            }
            service.getValue()
                    .get("levels")
                    .properties()
                    .forEach(level ->
                            found.merge(level.getKey(), -level.getValue().asLong(), Long::sum));
            assertThat(found.values())
                    .as("levels of %s beyond the labels': %s", service.getKey(), found)
                    .allMatch(more -> more >= 0);
            assertThat(found.values().stream().mapToLong(more -> more).sum())
                    .as("lines of %s with a level that can be argued about: %s", service.getKey(), found)
                    .isEqualTo(service.getValue().get("level_arguable").asLong());
        }
    }

    @Test
    void theLabelledAlertsFireInTimeAndNoOthers() {
        List<AlertEvent> firing = replayed.alerts().stream()
                .filter(alert -> alert.status().equals("firing"))
                .toList();
        Set<String> expected = new HashSet<>();
        for (JsonNode label : labels.get("alerts")) {
            expected.add(label.get("service").asText()
                    + " "
                    + RULE_OF.getOrDefault(label.get("what").asText(), ""));
        }
        List<String> fired = firing.stream().map(ReplaySampleTest::what).toList();
        assertThat(fired).containsAll(expected).doesNotHaveDuplicates();
        assertThat(firing)
                .allSatisfy(alert -> assertThat(labels.get("alerts"))
                        .as("%s at %s", what(alert), alert.windowEnd())
                        .anyMatch(label -> fits(alert, label)));
    }

    private static String what(AlertEvent alert) {
        return alert.key().get("service") + " " + alert.rule();
    }

    private static boolean fits(AlertEvent alert, JsonNode label) {
        return label.get("service").asText().equals(alert.key().get("service"))
                && alert.rule().equals(RULE_OF.get(label.get("what").asText()))
                && alert.windowEnd()
                        .isAfter(Instant.parse(label.get("fires_from").asText()))
                && alert.windowEnd()
                        .isBefore(Instant.parse(label.get("fires_before").asText()));
    }

    @Test
    void brokenLinesAreDeadLettersWithTheirBytes() throws Exception {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            for (Path file : files.filter(ReplaySampleTest::isCapture).toList()) {
                text(file)
                        .lines()
                        .filter(line -> !line.startsWith("{") || !line.endsWith("}"))
                        .forEach(broken::add);
            }
        }
        assertThat(broken).hasSize(3);
        List<String> letters = new ArrayList<>();
        try (var connection = new Archive(folder.resolve("out")).open();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT dead_letter, lines, reason, detail FROM dead_letters")) {
            while (result.next()) {
                var bytes = result.getBlob(1);
                letters.add(new String(bytes.getBytes(1, (int) bytes.length()), StandardCharsets.ISO_8859_1)
                        .stripTrailing());
                assertThat(result.getLong(2)).isEqualTo(1);
                assertThat(result.getString(3)).isNotBlank();
                assertThat(result.getString(4)).isNotBlank();
            }
        }
        assertThat(letters).containsExactlyInAnyOrderElementsOf(broken);
    }

    private static boolean isCapture(Path file) {
        return file.toString().endsWith(".ndjson.gz") || file.toString().endsWith("-json.log");
    }

    private static String text(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void theFolderHoldsEachTableAndNothingUnfinished() throws Exception {
        Pattern parquet = Pattern.compile(
                "(logs|alerts|errors|error_rate|threshold_breaches|dead_letters)/dt=2026-11-02/hour=0[45]/(compacted-)?\\1-[^/.]+\\.parquet");
        Pattern ndjson = Pattern.compile("(alerts|errors|error_rate|threshold_breaches|dead_letters)/\\1\\.ndjson");
        assertThat(replayed.files())
                .allMatch(file ->
                        parquet.matcher(file).matches() || ndjson.matcher(file).matches());
        for (String table : List.of("alerts", "errors", "error_rate", "threshold_breaches", "dead_letters")) {
            long lines = 0;
            for (String file : replayed.files()) {
                if (file.startsWith(table + "/") && file.endsWith(".ndjson")) {
                    for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
                        assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
                        lines++;
                    }
                }
            }
            assertThat(lines)
                    .as("NDJSON of %s", table)
                    .isEqualTo(replayed.count("SELECT count(*) FROM " + table.replace('-', '_')));
        }
        assertThat(replayed.count("SELECT count(*) FROM alerts"))
                .isEqualTo(replayed.alerts().size());
    }
}
