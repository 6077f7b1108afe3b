package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Text that wants to be run, in services' names, messages and keys: it is kept as it is and takes effect nowhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class HostileTextTest {

    private static final List<String> HOSTILE = List.of(
            "<!channel> <@U024BE7LH> <https://evil.example|click>",
            "</script><script>alert(1)</script>",
            "'; DROP TABLE logs; --",
            "' OR '1'='1",
            "\\'; DELETE FROM logs; --",
            "\u001b[2J\u001b[31mred\u001b]0;title\u0007",
            "\u009b31mC1",
            "nul\u0000byte",
            "\u202egpj.exe\u202c \u2066x\u2069 \u200fy",
            "line\r\nbreak\u2028and\u0085more",
            "@everyone *bold* _it_ ~no~ `code` [a](javascript:alert(1)) $(reboot) ${jndi:ldap://x}",
            "\ud83d\ude80\ufeff\ue000");

    private static final int ERRORS = 5;

    private static final String RULES = """
            version: 1
            rules:
              - { name: service, kind: error_count, by: [service], window: 1m, above: 3 }
              - { name: user, kind: error_count, by: [attributes.user], window: 1m, above: 3 }
            """;

    /** A text as Athena's {@code U&'…'}, which DuckDB does not know. */
    private static final Pattern ESCAPED = Pattern.compile("U&'((?:[^']|'')*)'");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\+([0-9A-F]{6})|([0-9A-F]{4}))");

    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<JsonNode> alerts = new ArrayList<>();

    @BeforeAll
    void replayAsAPersonWould() throws Exception {
        Path file = CaptureFiles.write(folder.resolve("hostile.ndjson"), lines());
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        int exit = Kanshi.run(
                console,
                "replay",
                file.toString(),
                "--rules",
                rules.toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        for (String line : ndjson("alerts")) {
            alerts.add(new ObjectMapper().readTree(line));
        }
    }

    private static List<CapturedLine> lines() {
        List<CapturedLine> lines = new ArrayList<>();
        Instant start = Instant.parse("2026-11-02T05:00:00Z");
        for (int i = 0; i < ERRORS; i++) {
            for (String text : HOSTILE) {
                String log = Json.object()
                        .put("level", "error")
                        .put("msg", text)
                        .put("user", text)
                        .put("key " + text, text)
                        .toString();
                CapturedLine line = new CapturedLine(
                        Container.of("hostile" + HOSTILE.indexOf(text)), "stdout", start.plusSeconds(i), log);
                lines.add(line.marked("service", text));
            }
        }
        String last = "{\"level\":\"info\",\"msg\":\"two minutes later\"}";
        lines.add(new CapturedLine(Container.of("web"), "stdout", start.plusSeconds(120), last));
        return lines;
    }

    @Test
    void eachNameAndEachKeyFired() {
        Map<String, List<String>> fired = new TreeMap<>();
        for (JsonNode alert : alerts) {
            if (alert.get("status").asText().equals("firing")) {
                alert.get("key")
                        .properties()
                        .forEach(key -> fired.computeIfAbsent(key.getKey(), unused -> new ArrayList<>())
                                .add(key.getValue().asText()));
            }
        }
        assertThat(fired.getOrDefault("service", List.of())).containsExactlyInAnyOrderElementsOf(HOSTILE);
        assertThat(fired.getOrDefault("attributes.user", List.of())).containsExactlyInAnyOrderElementsOf(HOSTILE);
    }

    @Test
    void theTerminalIsSentNoControlCharacters() {
        String printed = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        assertThat(printed).contains("DROP TABLE").contains("Alerts").contains("4 errors");
        List<String> steering = printed.codePoints()
                .filter(c -> c != '\n')
                .filter(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE -> true;
                    default -> false;
                })
                .mapToObj(c -> String.format("U+%04X", c))
                .toList();
        assertThat(steering).isEmpty();
    }

    @Test
    void everyLineIsArchivedVerbatim() throws Exception {
        Archive archive = new Archive(folder.resolve("out"));
        List<String> logs = archive.query("SELECT log FROM logs");
        assertThat(logs)
                .containsExactlyInAnyOrderElementsOf(
                        lines().stream().map(CapturedLine::log).toList());
    }

    @Test
    void theQueryOfEachAlertReturnsItsRowsAndNothingElseHappens() throws Exception {
        try (Connection connection = new Archive(folder.resolve("out")).open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows AS SELECT * FROM logs");
            statement.execute("CREATE MACRO value_of(m, k) AS map_extract(m, k)[1]");
            for (JsonNode alert : alerts) {
                String key = alert.get("key").elements().next().asText();
                assertThat(messages(statement, alert.get("athena_sql").asText()))
                        .as("rows of %s", alert)
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(ERRORS)
                        .allMatch(message -> message.equals(key));
            }
            ResultSet left = statement.executeQuery("SELECT count(*) FROM rows");
            left.next();
            assertThat(left.getInt(1)).isEqualTo(HOSTILE.size() * ERRORS + 1);
        }
    }

    /** Athena's names and its way to write characters, in DuckDB's. */
    private static List<String> messages(Statement statement, String athena) throws SQLException {
        String sql = ESCAPED.matcher(athena.replace("kanshi.logs", "rows").replace("element_at(", "value_of("))
                .replaceAll(text -> Matcher.quoteReplacement("('"
                        + ESCAPE.matcher(text.group(1))
                                .replaceAll(c -> "' || chr("
                                        + Integer.parseInt(c.group(1) == null ? c.group(2) : c.group(1), 16) + ") || '")
                        + "')"));
        assertThat(sql).doesNotContain("U&");
        List<String> messages = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                messages.add(result.getString("message"));
            }
        }
        return messages;
    }

    @Test
    void whatIsShownOfAnAlertIsInert() throws IOException {
        Pattern harmful = Pattern.compile("[<>`*~|\\[\\]\\p{Cntrl}\\p{Cf}\u2028\u2029]|://|@");
        for (JsonNode alert : alerts) {
            JsonNode event = new ObjectMapper().readTree(alert.get("event").asText());
            List<String> shown = new ArrayList<>();
            shown.add(alert.get("summary").asText());
            shown.add(event.get("summary").asText());
            event.get("top_errors")
                    .forEach(error -> shown.add(error.get("sample").asText()));
            assertThat(shown)
                    .hasSizeGreaterThan(2)
                    .noneMatch(text -> harmful.matcher(text).find());
        }
    }

    /** A bug of the past: C1 controls and marks of direction stood in the NDJSON as they were, and {@code cat} ran them. */
    @Test
    void theNdjsonMayBeShownInATerminal() throws IOException {
        Pattern steering = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009f\u2028\u2029]");
        assertThat(ndjson("alerts"))
                .isNotEmpty()
                .noneMatch(line -> steering.matcher(line).find());
        assertThat(ndjson("errors"))
                .hasSize(HOSTILE.size() * ERRORS)
                .noneMatch(line -> steering.matcher(line).find());
        List<String> messages = new ArrayList<>();
        for (String line : ndjson("errors")) {
            messages.add(new ObjectMapper().readTree(line).get("message").asText());
        }
        assertThat(messages).containsAll(HOSTILE);
    }

    private static List<String> ndjson(String table) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("out").resolve(table))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".ndjson")).toList()) {
                lines.addAll(List.of(Files.readString(file).split("\n", -1)));
            }
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
