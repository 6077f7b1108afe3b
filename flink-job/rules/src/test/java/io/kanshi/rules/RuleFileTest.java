package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.RuleFile.Accepted;
import io.kanshi.rules.RuleFile.Outcome;
import io.kanshi.rules.RuleFile.Refused;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleFileTest {

    private static final String HEAD = "version: 1\nrules:\n";

    static List<String> mistakes(String text) {
        Outcome outcome = RuleFile.parse(text);
        return outcome instanceof Refused refused
                ? refused.mistakes().stream().map(Mistake::toString).toList()
                : List.of();
    }

    private static Ruleset accepted(String text) {
        assertThat(mistakes(text)).isEmpty();
        return ((Accepted) RuleFile.parse(text)).ruleset();
    }

    @Test
    void theBuiltInRulesAreSound() {
        assertThat(RuleFile.defaults().rules())
                .extracting(Rule::name)
                .containsExactly("error-rate", "error-burst", "cpu", "memory");
        assertThat(RuleFile.defaults().rules()).allSatisfy(rule -> {
            assertThat(rule.threshold().resolve()).isNotNull();
            assertThat(rule.patience().keepFiringSeconds()).isPositive();
            assertThat(rule.selection().where()).isEmpty();
        });
    }

    @Test
    void everyKeyIsRead() {
        Rule rule = accepted(HEAD + """
                          - name: error rate
                            kind: error_rate
                            by: [service, attributes.tenant]
                            where: { cluster: prod, path: { not: { matches: '/internal/.*' } }, level: { in: [error, warn] } }
                            window: 10m
                            every: 30s
                            above: 2.5 %
                            min_events: 20
                            for: 2 of 3
                            resolve_below: 0.5%
                            keep_firing_for: 3m
                            missing: keep
                            severity: critical
                            labels: { team: shop }
                            runbook: https://wiki.example.org/errors?a=b#c
                            max_keys: 500
                        """).rules().get(0);

        assertThat(rule.name()).isEqualTo("error rate");
        assertThat(rule.measure()).isEqualTo(new Measure(Kind.ERROR_RATE, Statistic.AVG, 20));
        assertThat(rule.windows()).isEqualTo(new Windows(600, 30));
        assertThat(rule.threshold()).isEqualTo(new Threshold(true, 2.5, 0.5));
        assertThat(rule.patience()).isEqualTo(new Patience(2, 3, 180, Missing.KEEP));
        assertThat(rule.notice().severity()).isEqualTo("critical");
        assertThat(rule.notice().labels()).containsEntry("team", "shop");
        assertThat(rule.notice().runbook()).isEqualTo("https://wiki.example.org/errors?a=b#c");
        assertThat(rule.maxKeys()).isEqualTo(500);
        assertThat(rule.selection().names()).containsExactly("service", "attributes.tenant");
        assertThat(rule.selection().where()).hasSize(3);
    }

    @Test
    void whatIsNotSaidHasADefault() {
        Rule rate = accepted(HEAD + "  - {name: a, kind: error_rate, above: 5%}")
                .rules()
                .get(0);
        assertThat(rate.selection().names()).containsExactly("service");
        assertThat(rate.windows()).isEqualTo(new Windows(60, 60));
        assertThat(rate.patience()).isEqualTo(new Patience(1, 1, 0, Missing.OK));
        assertThat(rate.notice().severity()).isEqualTo("warning");
        assertThat(rate.maxKeys()).isEqualTo(10_000);

        Rule count = accepted(HEAD + "  - {name: a, kind: error_count, above: 5}")
                .rules()
                .get(0);
        assertThat(count.windows()).isEqualTo(new Windows(60, 1));
        Rule metric = accepted(HEAD + "  - {name: a, kind: metric, metric: m, below: -5e3}")
                .rules()
                .get(0);
        assertThat(metric.patience().missing()).isEqualTo(Missing.KEEP);
        assertThat(metric.threshold()).isEqualTo(new Threshold(false, -5000, null));
    }

    @Test
    void rulesShareTheSelectionsThatAreEqual() {
        Ruleset rules = accepted(HEAD
                + "  - {name: a, kind: error_rate, above: 5%, where: {cluster: prod, source: {in: [b, a]}}}\n"
                + "  - {name: b, kind: error_count, above: 5, where: {source: {in: [a, b, a]}, cluster: {in: [prod]}}}\n"
                + "  - {name: c, kind: metric, metric: m, above: 5, where: {cluster: prod, source: {in: [a, b]}}}\n"
                + "  - {name: d, kind: error_rate, above: 5%, by: [cluster]}\n");

        assertThat(rules.selections()).hasSize(3);
        assertThat(rules.rules().get(0).selection())
                .isEqualTo(rules.rules().get(1).selection());
    }

    @Test
    void theVersionTellsRulesAndNotSpelling() {
        long version =
                accepted(HEAD + "  - {name: a, kind: error_rate, above: 5%}").version();
        assertThat(accepted("# a comment\n" + HEAD + "  - kind: error_rate\n    above: 5.0%\n    name: a\n")
                        .version())
                .isEqualTo(version);
        assertThat(accepted(HEAD + "  - {name: a, kind: error_rate, above: 6%}").version())
                .isNotEqualTo(version);
    }

    @Test
    void aRuleSetCanBeSentToOtherMachines() throws IOException {
        new ObjectOutputStream(new ByteArrayOutputStream())
                .writeObject(
                        accepted(
                                HEAD
                                        + "  - {name: a, kind: error_rate, above: 5%, where: {path: {matches: a+}, level: {not: {in: [a]}}}}"));
    }

    static Stream<Arguments> brokenRules() {
        String fields =
                "service, cluster, container_name, container_id, task_id, task_definition, source, level, status,"
                        + " method, path, message, fingerprint, attributes.<name>";
        return Stream.of(
                Arguments.of(
                        "{kind: error_rate, above: 5%}",
                        "rules[0].name: missing; expected a name that no other rule has"),
                Arguments.of(
                        "{name: a, above: 5%}", "a.kind: missing; expected one of error_rate, error_count, metric"),
                Arguments.of(
                        "{name: a, kind: canary}",
                        "a.kind: \"canary\": not supported by this version yet; expected one of error_rate, error_count, metric"),
                Arguments.of(
                        "{name: a, kind: eror}", "a.kind: \"eror\": expected one of error_rate, error_count, metric"),
                Arguments.of(
                        "{name: a, kind: error_rate}",
                        "a.above: missing; expected a share from 0% to 100%, such as 5%"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5}",
                        "a.above: \"5\": expected a share from 0% to 100%, such as 5%"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 101%}",
                        "a.above: \"101%\": expected a share from 0% to 100%, such as 5%"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: .nan}",
                        "a.above: \".nan\": expected a share from 0% to 100%, such as 5%"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, resolve_below: 6%}",
                        "a.resolve_below: \"6%\": expected at most the threshold, 5"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, below: 1%}",
                        "a.below: \"1%\": rules of kind error_rate have above, not below"),
                Arguments.of(
                        "{name: a, kind: error_count, above: 1.5}",
                        "a.above: \"1.5\": expected a whole number of errors, such as 50"),
                Arguments.of(
                        "{name: a, kind: error_count, above: 5, min_events: 3}",
                        "a.min_events: \"3\": only rules of kind error_rate have min_events"),
                Arguments.of(
                        "{name: a, kind: metric, above: 5}",
                        "a.metric: missing; expected the name of a metric, such as cpu_utilization"),
                Arguments.of(
                        "{name: a, kind: metric, metric: m, above: 5, below: 3}",
                        "a.below: \"3\": expected either above or below, not both"),
                Arguments.of(
                        "{name: a, kind: metric, metric: m, above: 1e999}",
                        "a.above: \"1e999\": expected a number in the metric's unit, such as 80"),
                Arguments.of(
                        "{name: a, kind: metric, metric: m, above: 5, statistic: p99}",
                        "a.statistic: \"p99\": expected avg, min, max, sum or count"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, window: 61m}",
                        "a.window: \"61m\": expected a duration from 1s to 1h, such as 1m"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, window: 60}",
                        "a.window: \"60\": expected a duration from 1s to 1h, such as 1m"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, every: 7s}",
                        "a.every: \"7s\": expected a duration that divides the window of 60s"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, for: 3 of 2}",
                        "a.for: \"3 of 2\": expected \"N of M\" with N from 1 to M and M at most 60, such as 2 of 3"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, window: 1h, for: 2 of 24}",
                        "a.for: \"2 of 24\": expected at most 24h for all its windows together"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, keep_firing_for: soon}",
                        "a.keep_firing_for: \"soon\": expected a duration of at most 24h, such as 3m"),
                Arguments.of("{name: a, kind: error_rate, above: 5%, missing: }", "a.missing: expected a single value"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, severity: [bad]}",
                        "a.severity: \"[…]\": expected a single value"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, by: [servcie]}",
                        "a.by: \"servcie\": expected fields out of " + fields),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, where: {servcie: x}}",
                        "a.where.servcie: \"x\": unknown field; expected one of " + fields),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, where: {path: {matches: '(?=a)'}}}",
                        "a.where.path: \"(?=a)\": no valid RE2 expression: invalid or unsupported Perl syntax"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, where: {path: {like: a}}}",
                        "a.where.path: \"like\": expected a value, {matches: RE2}, {in: [values]} or {not: condition}"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, where: {path: {in: []}}}",
                        "a.where.path: \"[…]\": expected at least one value"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, runbook: 'javascript:alert(1)'}",
                        "a.runbook: \"javascript:alert(1)\": expected an address that starts with https:// or http://"),
                Arguments.of(
                        "{name: a, kind: error_rate, above: 5%, max_keys: 0}",
                        "a.max_keys: \"0\": expected a whole number from 1 to 100000"),
                Arguments.of("{name: a, kind: error_rate, above: 5%, above: 6%}", "a.above: this key is given twice"),
                Arguments.of("just text", "rules[0]: \"just text\": expected keys with values (key: value)"));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void aMistakeIsNamedWithItsLineKeyAndValue(String rule, String mistake) {
        assertThat(mistakes(HEAD + "  - " + rule)).containsExactly("line 3: " + mistake);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheirLines() {
        assertThat(mistakes("""
                        version: 2
                        rules:
                          - name: a
                            kind: error_rate
                            above: much
                            windw: 1m
                          - name: a
                            kind: error_count
                            above: 5
                            for: ever
                        colour: red
                        """))
                .hasSize(6)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("line 1: version: \"2\": expected 1, the only version of the format"),
                        line -> assertThat(line).startsWith("line 5: a.above: \"much\": expected a share"),
                        line -> assertThat(line).startsWith("line 6: a.windw: unknown key; expected one of name, kind"),
                        line -> assertThat(line).isEqualTo("line 7: a.name: \"a\": another rule has this name"),
                        line -> assertThat(line).startsWith("line 10: a.for: \"ever\": expected \"N of M\""),
                        line -> assertThat(line)
                                .isEqualTo("line 11: colour: unknown key; expected one of version, rules"));
    }

    @Test
    void whatIsNoRuleFileIsRefused() {
        assertThat(mistakes("")).containsExactly("line 1: the file is empty; expected version: 1 and rules");
        assertThat(mistakes("- a")).containsExactly("line 1: \"[…]\": expected keys with values (key: value)");
        assertThat(mistakes("version: 1")).containsExactly("line 1: rules: missing; expected a list of rules");
        assertThat(mistakes("version: 1\nrules: {}"))
                .containsExactly("line 2: rules: \"{…}\": expected a list of at most 1000 rules");
        assertThat(mistakes("version: 1\nrules:\n\t- a"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("line 3: no valid YAML");
        assertThat(mistakes("a: b\n\u0000"))
                .containsExactly("line 2: no valid YAML: a character that YAML does not allow");
        assertThat(mistakes("version: 1\n---\nrules: []")).hasSize(1);
    }

    @Test
    void sizeDepthAndAliasesAreBounded() {
        assertThat(mistakes("#".repeat(RuleFile.MAX_LENGTH + 1))).hasSize(1);
        assertThat(mistakes("version: 1\nrules: " + "[".repeat(100_000))).hasSize(1);
        assertThat(mistakes(HEAD + "  - {name: a, kind: error_rate, above: 5%}\n".repeat(1001)))
                .hasSize(1);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(mistakes(bomb.toString())).hasSize(1);
        assertThat(mistakes(HEAD + "  - &r {name: a, kind: error_rate, above: 5%, where: &w {path: {not: *w}}}"))
                .hasSize(1);
        assertThat(
                        mistakes(
                                HEAD
                                        + "  - {name: a, kind: error_rate, above: 5%, where: {path: {matches: '((a{1000}){1000}){1000}'}}}"))
                .hasSize(1);
    }

    @Test
    void noTextMakesItThrow() {
        Dice dice = Seeds.diceFor("RuleFileTest.noise");
        String whole = RuleFile.defaultText();
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int i = dice.between(1, 5); i > 0; i--) {
                int at = dice.between(0, text.length() - 10);
                text.replace(
                        at,
                        at + dice.between(0, 9),
                        dice.pick(
                                "",
                                ":",
                                "- ",
                                "{",
                                "}",
                                "[",
                                "\n",
                                "&a ",
                                "*a ",
                                "!!x ",
                                "\t",
                                "%",
                                "'",
                                "\u202e",
                                "\0",
                                "999999999999"));
            }
            assertThat(RuleFile.parse(text.toString())).isNotNull();
        }
    }
}
