package io.kanshi.rules;

import static io.kanshi.rules.InertTest.HOSTILE;
import static io.kanshi.rules.Series.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms in which an alert leaves: sentence, SQL, JSON and chat notification, with text from an enemy in every place. */
final class AlertFormsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static AlertEvent hostile() {
        Ruleset rules = Series.rules("{name: rate, kind: error_rate, above: 5%, by: [service, attributes.tenant],"
                + " where: {path: {not: \"'; DROP\"}}, labels: {team: shop}, runbook: 'https://wiki.example.org/x'}");
        Pane pane = Series.logs(rules, 10, 40, 20);
        pane.key = List.of(HOSTILE, "t'1");
        pane.topErrors =
                List.of(Series.error(1, 15, pane.second, HOSTILE), Series.error(2, 5, pane.second, "x".repeat(9000)));
        return Series.alerts(rules, 60, List.of(pane)).get(0);
    }

    private static void assertInert(String text) {
        assertThat(text).doesNotContain("<", ">", "@", "`", "https://evil", "&lt;");
        assertThat(text.codePoints())
                .noneMatch(c -> Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void summaryAndSamplesAreInert() {
        AlertEvent alert = hostile();

        assertInert(alert.summary());
        assertThat(alert.topErrors()).hasSize(2).allSatisfy(error -> {
            assertInert(error.sample());
            assertThat(error.sample().length()).isLessThanOrEqualTo(SampleText.MAX_LENGTH);
        });
        assertThat(alert.key()).containsEntry("service", HOSTILE);
    }

    @Test
    void theQueryKeepsHostileTextInsideItsLiterals() {
        String sql = hostile().athenaSql();

        assertThat(sql.replaceAll("[<>=]", "")).satisfies(AlertFormsTest::assertInert);
        String outside = sql.replaceAll("'(?:[^']|'')*'", "?");
        assertThat(outside).isEqualTo("""
                        SELECT time, level, service, task_id, message, trace_id, log
                        FROM kanshi.logs
                        WHERE dt = ? AND hour IN (?)
                          AND time >= TIMESTAMP ?
                          AND time < TIMESTAMP ?
                          AND service = U&?
                          AND coalesce(element_at(attributes, ?), ?) = ?
                          AND NOT (coalesce(path, ?) = ?)
                          AND level IN (?, ?)
                        ORDER BY time
                        LIMIT 1000""");
        assertThat(sql).contains("'t''1'", "'''; DROP'");
    }

    @Test
    void textInUnicodeLiteralsReadsBackTheSame() {
        String literal = Sql.quote(HOSTILE.replace("\ud800", "") + "😀 ü שלום");

        assertThat(unescape(literal)).isEqualTo(HOSTILE.replace("\ud800", "") + "😀 ü שלום");
        assertThat(literal).startsWith("U&'").contains("ü").doesNotContain("ש");
        assertThat(Sql.quote("it's")).isEqualTo("'it''s'");
    }

    private static String unescape(String literal) {
        String body = literal.substring(3, literal.length() - 1).replace("''", "'");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            if (body.charAt(i) != '\\') {
                text.append(body.charAt(i));
                continue;
            }
            boolean wide = body.charAt(i + 1) == '+';
            String digits = wide ? body.substring(i + 2, i + 8) : body.substring(i + 1, i + 5);
            text.appendCodePoint(Integer.parseInt(digits, 16));
            i += wide ? 7 : 4;
        }
        return text.toString();
    }

    @Test
    void theQueryReadsOnlyTheHoursTouched() {
        assertThat(partitions(START + 60_000, START + 120_000)).containsExactly("dt=2026-01-01/hour=14");
        assertThat(partitions(START + 60_000, START + 3_600_000)).containsExactly("dt=2026-01-01/hour=14");
        assertThat(partitions(START + 60_000, START + 3_600_001))
                .containsExactly("dt=2026-01-01/hour=14", "dt=2026-01-01/hour=15");
        assertThat(partitions(START, START + 11 * 3_600_000L))
                .hasSize(11)
                .last()
                .isEqualTo("dt=2026-01-02/hour=00");
        assertThat(partitions(START, START + 1000 * 3_600_000L)).hasSize(AthenaQuery.MAX_PARTITIONS);
        assertThat(AthenaQuery.of(new SeriesState(), null, START + 9 * 3_600_000L, START + 11 * 3_600_000L)
                        .sql())
                .contains(
                        "((dt = '2026-01-01' AND hour IN ('23'))\n    OR (dt = '2026-01-02' AND hour IN ('00')))",
                        "time >= TIMESTAMP '2026-01-01 23:00:00.000'",
                        "time < TIMESTAMP '2026-01-02 01:00:00.000'");
    }

    private static List<String> partitions(long from, long to) {
        return AthenaQuery.of(new SeriesState(), null, from, to).partitions();
    }

    @Test
    void conditionsBecomePredicates() {
        Ruleset rules = Series.rules(
                "{name: cpu, kind: metric, metric: cpu_utilization, above: 80, where:"
                        + " {service: {matches: 'a|b'}, status: {in: ['500', '502']}, cluster: '', source: {not: {not: stdout}}}}");
        String sql = Series.alerts(rules, 60, List.of(Series.samples(rules, 5, 90)))
                .get(0)
                .athenaSql();

        assertThat(sql)
                .contains(
                        "regexp_like(coalesce(service, ''), U&'(?s)\\005CA(?:a|b)\\005Cz')",
                        "coalesce(CAST(status AS varchar), '') IN ('500', '502')",
                        "coalesce(cluster, '') = ''",
                        "NOT (NOT (coalesce(source, '') = 'stdout'))",
                        "strpos(log, '\"CloudWatchMetrics\"') > 0")
                .doesNotContain("level IN");
    }

    @Test
    void theJsonHasTheNamesOfTheContractAndIsHarmlessAsText() throws IOException {
        AlertEvent alert = hostile();
        String line = AlertJson.of(alert);
        JsonNode json = MAPPER.readTree(line);

        assertThat(line).doesNotContain("<", ">", "&", "\n").matches("[ -~]*");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "thread_id",
                        "rule",
                        "severity",
                        "status",
                        "labels",
                        "runbook",
                        "key",
                        "value",
                        "threshold",
                        "window",
                        "started_at",
                        "summary",
                        "top_errors",
                        "task_definition",
                        "previous_task_definition",
                        "athena",
                        "links");
        assertThat(json.at("/key/service").asText().replace('?', '\ud800')).isEqualTo(HOSTILE.replace('?', '\ud800'));
        assertThat(json.at("/window/start").asText()).isEqualTo("2026-01-01T14:00:00Z");
        assertThat(json.at("/value").asDouble()).isEqualTo(50);
        assertThat(json.at("/top_errors/0/fingerprint").asText()).isEqualTo("0000000000000001");
        assertThat(json.at("/athena/sql").asText()).isEqualTo(alert.athenaSql());
        assertThat(json.at("/athena/partitions/0").asText()).isEqualTo("dt=2026-01-01/hour=14");
    }

    @Test
    void theNotificationHasTheFormThatAmazonQTakes() throws IOException {
        AlertEvent alert = hostile();
        JsonNode json = MAPPER.readTree(AmazonQ.of(alert));

        assertThat(json.at("/version").asText()).isEqualTo("1.0");
        assertThat(json.at("/source").asText()).isEqualTo("custom");
        assertThat(json.at("/content/textType").asText()).isEqualTo("client-markdown");
        assertThat(json.at("/metadata/threadId").asText()).isEqualTo(alert.threadId());
        assertThat(json.at("/content/title").asText().length()).isLessThanOrEqualTo(AmazonQ.MAX_TITLE);
        assertThat(json.at("/content/nextSteps/0").asText())
                .isEqualTo("Follow the runbook: https://wiki.example.org/x");
        String description = json.at("/content/description").asText();
        assertThat(description.length()).isLessThanOrEqualTo(AmazonQ.MAX_DESCRIPTION);
        assertThat(description).contains("```\nSELECT", "15 × (75 %) ‹!channel›");
        assertInert(json.at("/content/title").asText());
        assertInert(description.substring(0, description.indexOf("```")));
        json.at("/content/keywords").forEach(keyword -> assertInert(keyword.asText()));
    }
}
