package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RulesReportTest {

    @Test
    void soundRulesAreATable() {
        assertThat(RulesReport.of("rules.yaml", RuleFile.parse(RuleFile.defaultText()))
                        .lines())
                .containsExactly(
                        "rules.yaml: 4 rules, no mistakes",
                        "  rule         kind         by       fires when                          for     resolved when  severity",
                        "  error-rate   error_rate   service  errors > 5 % in 1m, of 20+ events   2 of 3  < 2 % for 3m   critical",
                        "  error-burst  error_count  service  errors > 50 in 1m every 1s          1 of 1  < 10 for 5m    critical",
                        "  cpu          metric       service  avg(cpu_utilization) > 80 in 1m     2 of 3  < 70 for 3m    warning",
                        "  memory       metric       service  max(memory_utilization) > 90 in 1m  3 of 3  < 85 for 5m    warning");
    }

    @Test
    void mistakesAreAListThatNoTextInTheFileCanDisturb() {
        assertThat(RulesReport.of(
                                "my\u001b[2Jrules.yaml",
                                RuleFile.parse("version: 1\nrules:\n  - {name: a, kind: \"\\e[2Jb\\u202e\"}"))
                        .lines())
                .containsExactly(
                        "myrules.yaml: 1 mistake",
                        "  line 3: a.kind: \"b\": expected one of error_rate, error_count, metric");
    }
}
