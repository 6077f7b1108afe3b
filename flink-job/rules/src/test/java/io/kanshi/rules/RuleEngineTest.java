package io.kanshi.rules;

import static io.kanshi.rules.Series.START;
import static io.kanshi.rules.Series.alerts;
import static io.kanshi.rules.Series.brief;
import static io.kanshi.rules.Series.logs;
import static io.kanshi.rules.Series.pane;
import static io.kanshi.rules.Series.rules;
import static io.kanshi.rules.Series.samples;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleEngineTest {

    private static final Ruleset RATE = rules("{name: rate, kind: error_rate, window: 1m, above: 5%, min_events: 20}");

    @Test
    void aRateFiresAtTheEndOfItsWindowAndResolvesAtTheNextGoodOne() {
        List<AlertEvent> alerts =
                alerts(RATE, 600, List.of(logs(RATE, 10, 150, 0), logs(RATE, 70, 240, 90), logs(RATE, 130, 100, 1)));

        assertThat(brief(alerts)).containsExactly("firing@120", "resolved@180");
        assertThat(alerts.get(0).value()).isEqualTo(37.5);
        assertThat(alerts.get(0).threshold()).isEqualTo(5);
        assertThat(alerts.get(0).startedAt()).isEqualTo(Instant.ofEpochMilli(START + 60_000));
        assertThat(alerts.get(0).summary())
                .isEqualTo("shop-api: 37.5 % errors (90 of 240) in 14:01–14:02 UTC, above 5 %; since 14:01");
        assertThat(alerts.get(1).summary())
                .isEqualTo("shop-api: resolved after 120 s, 1 % errors (1 of 100) in 14:02–14:03 UTC, not above 5 %"
                        .replace("120 s", "2 min"));
        assertThat(alerts.get(1).threadId()).isEqualTo(alerts.get(0).threadId());
        assertThat(alerts.get(1).id()).isNotEqualTo(alerts.get(0).id());
    }

    @Test
    void theThresholdItselfDoesNotBreach() {
        assertThat(alerts(RATE, 600, List.of(logs(RATE, 10, 100, 5)))).isEmpty();
        assertThat(alerts(RATE, 600, List.of(logs(RATE, 10, 100, 6)))).isNotEmpty();
    }

    @Test
    void tooFewEventsSayNothing() {
        assertThat(alerts(RATE, 600, List.of(logs(RATE, 10, 19, 19)))).isEmpty();
        assertThat(alerts(RATE, 600, List.of(logs(RATE, 10, 20, 20)))).isNotEmpty();
    }

    @Test
    void aPaneCountsInTheWindowsThatHoldItsSecondAndInNoOther() {
        Ruleset sliding = rules("{name: rate, kind: error_rate, window: 1m, every: 20s, above: 5%}");

        assertThat(brief(alerts(sliding, 600, List.of(logs(sliding, 59, 1, 1)))))
                .containsExactly("firing@60", "resolved@120");
        assertThat(brief(alerts(sliding, 600, List.of(logs(sliding, 60, 1, 1)))))
                .containsExactly("firing@80", "resolved@140");
    }

    @Test
    void nothingIsEvaluatedBeforeItsTime() {
        assertThat(alerts(RATE, 59, List.of(logs(RATE, 10, 100, 50)))).isEmpty();
        assertThat(alerts(RATE, 60, List.of(logs(RATE, 10, 100, 50)))).hasSize(1);
    }

    @Test
    void theEndOfTheInputNeitherFiresNorResolves() {
        RuleEngine engine = new RuleEngine(RATE);
        SeriesState state = new SeriesState();
        engine.onPane(state, logs(RATE, 10, 100, 50));
        List<AlertEvent> alerts = new ArrayList<>();

        engine.onTime(state, Long.MAX_VALUE, new Findings(alerts, new ArrayList<>()));

        assertThat(alerts).isEmpty();
    }

    @Test
    void itTakesNOfM() {
        Ruleset rules = rules("{name: rate, kind: error_rate, window: 1m, above: 5%, for: 2 of 3}");

        List<AlertEvent> alerts = alerts(
                rules,
                900,
                List.of(
                        logs(rules, 0, 10, 9),
                        logs(rules, 60, 10, 0),
                        logs(rules, 120, 10, 9),
                        logs(rules, 180, 10, 0),
                        logs(rules, 240, 10, 0)));

        assertThat(brief(alerts)).containsExactly("firing@180", "resolved@240");
        assertThat(alerts.get(0).startedAt()).isEqualTo(Instant.ofEpochMilli(START));
    }

    @Test
    void betweenTheTwoThresholdsNothingChanges() {
        Ruleset rules = rules("{name: rate, kind: error_rate, window: 1m, above: 5%, resolve_below: 2%}");

        assertThat(brief(alerts(
                        rules,
                        900,
                        List.of(
                                logs(rules, 0, 100, 3),
                                logs(rules, 60, 100, 6),
                                logs(rules, 120, 100, 3),
                                logs(rules, 180, 100, 2),
                                logs(rules, 240, 100, 1)))))
                .containsExactly("firing@120", "resolved@300");
    }

    @Test
    void anAlertKeepsFiringForAsLongAsItWasAsked() {
        Ruleset rules = rules("{name: rate, kind: error_rate, window: 1m, above: 5%, keep_firing_for: 3m}");

        assertThat(brief(alerts(rules, 900, List.of(logs(rules, 0, 10, 9), logs(rules, 130, 10, 9)))))
                .containsExactly("firing@60", "resolved@360");
    }

    @Test
    void aCountFiresInTheSecondInWhichItIsReached() {
        Ruleset rules = rules("{name: burst, kind: error_count, window: 1m, above: 9}");

        List<AlertEvent> alerts =
                alerts(rules, 900, List.of(logs(rules, 3, 50, 5), logs(rules, 7, 50, 4), logs(rules, 9, 50, 1)));

        assertThat(brief(alerts)).containsExactly("firing@10", "resolved@64");
        assertThat(alerts.get(0).summary())
                .isEqualTo("shop-api: 10 errors in 13:59:10–14:00:10 UTC, above 9; since 13:59:10");
    }

    @Test
    void aMetricIsComparedByItsStatistic() {
        for (String statistic : List.of("avg, above: 49", "min, below: 21", "max, above: 79", "sum, above: 99")) {
            Ruleset rules = rules("{name: cpu, kind: metric, metric: cpu, window: 1m, statistic: " + statistic + "}");
            assertThat(brief(alerts(rules, 60, List.of(samples(rules, 5, 20, 80)))))
                    .as(statistic)
                    .containsExactly("firing@60");
        }
        Ruleset count = rules("{name: n, kind: metric, metric: cpu, window: 1m, statistic: count, above: 1}");
        assertThat(alerts(count, 60, List.of(samples(count, 5, 20, 80)))).hasSize(1);
        Ruleset none = rules("{name: n, kind: metric, metric: cpu, window: 1m, statistic: avg, above: 50}");
        assertThat(alerts(none, 60, List.of(samples(none, 5, 20, 80)))).isEmpty();
    }

    @Test
    void missingDataMeansWhatTheRuleSays() {
        String rule = "{name: cpu, kind: metric, metric: cpu, window: 1m, above: 80, missing: ";
        for (String missing : List.of("ok", "keep", "breaching")) {
            Ruleset rules = rules(rule + missing + "}");
            List<Pane> panes = List.of(samples(rules, 5, 90), samples(rules, 305, 10));
            assertThat(brief(alerts(rules, 600, panes)))
                    .as(missing)
                    .isEqualTo(
                            switch (missing) {
                                case "ok" -> List.of("firing@60", "resolved@120");
                                case "keep" -> List.of("firing@60", "resolved@360");
                                default -> List.of("firing@60", "resolved@360", "firing@420");
                            });
        }
    }

    @Test
    void aDroppedHealthCheckIsASignOfLife() {
        Ruleset rules = rules("{name: alive, kind: error_count, window: 1m, every: 1m, above: 5, missing: breaching}");
        Pane check = pane(rules, 70, pane -> pane.healthChecks = 1);

        assertThat(brief(alerts(rules, 240, List.of(logs(rules, 0, 1, 0), check))))
                .containsExactly("firing@180");
    }

    @Test
    void anUpdateComesOnlyWhenItIsTwiceAsBad() {
        Ruleset rules = rules("{name: cpu, kind: metric, metric: queue, window: 1m, above: 10}");

        assertThat(brief(alerts(
                        rules,
                        300,
                        List.of(
                                samples(rules, 5, 20),
                                samples(rules, 65, 39),
                                samples(rules, 125, 40),
                                samples(rules, 185, 41),
                                samples(rules, 245, 81)))))
                .containsExactly("firing@60", "update@180", "update@300");
    }

    @Test
    void aSeriesThatFallsSilentIsEndedAndForgotten() {
        Ruleset rules = rules("{name: cpu, kind: metric, metric: cpu, window: 1m, above: 80, missing: keep}");
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        engine.onPane(state, samples(rules, 5, 90));
        List<AlertEvent> alerts = new ArrayList<>();

        engine.onTime(state, START + 3_605_000, new Findings(alerts, new ArrayList<>()));
        assertThat(brief(alerts)).containsExactly("firing@60");
        assertThat(engine.nextTime(state)).isEqualTo(START + 3_606_000);

        engine.onTime(state, START + 3_606_000, new Findings(alerts, new ArrayList<>()));
        assertThat(brief(alerts)).containsExactly("firing@60", "resolved@3606");
        assertThat(alerts.get(1).summary())
                .isEqualTo("shop-api: cpu ended after 60 min at 15:00:06 UTC: no data any more");
        assertThat(state.isEmpty()).isTrue();
        assertThat(engine.nextTime(state)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void everyWindowOfAMetricPastItsThresholdIsABreachWhateverTheAlert() {
        Ruleset rules = rules("{name: cpu, kind: metric, metric: cpu, window: 1m, above: 80, for: 3 of 3}");
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        for (int[] sample : new int[][] {{5, 90}, {65, 80}, {125, 81}, {305, 99}}) {
            engine.onPane(state, samples(rules, sample[0], sample[1]));
        }
        Findings findings = new Findings();
        engine.onTime(state, START + 600_000, findings);

        assertThat(findings.alerts()).isEmpty();
        assertThat(findings.breaches())
                .extracting(breach -> (breach.windowEnd().toEpochMilli() - START) / 1000 + ":" + breach.value())
                .containsExactly("60:90.0", "180:81.0", "360:99.0");
        assertThat(findings.breaches()).extracting(ThresholdBreach::id).doesNotHaveDuplicates();
        ThresholdBreach first = findings.breaches().get(0);
        assertThat(first.rule() + " " + first.metric() + " " + first.statistic() + " " + first.threshold())
                .isEqualTo("cpu cpu avg 80.0");
        assertThat(first.windowStart()).isEqualTo(first.windowEnd().minusSeconds(60));
    }

    @Test
    void aLatePaneIsCountedAndIgnored() {
        RuleEngine engine = new RuleEngine(RATE);
        SeriesState state = new SeriesState();
        assertThat(engine.onPane(state, logs(RATE, 10, 100, 0))).isTrue();
        engine.onTime(state, START + 60_000, new Findings());

        assertThat(engine.onPane(state, logs(RATE, 59, 100, 90))).isFalse();
        assertThat(engine.onPane(state, logs(RATE, 60, 100, 90))).isTrue();
        assertThat(state.latePanes()).isEqualTo(1);
    }

    @Test
    void aPaneThatNoRuleAsksForIsIgnored() {
        Ruleset other = rules("{name: rate, kind: error_rate, by: [cluster], above: 5%}");
        SeriesState state = new SeriesState();

        assertThat(new RuleEngine(RATE).onPane(state, logs(other, 0, 1, 1))).isFalse();
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void alertsSurviveANewRuleFileThatLeavesTheirRuleAsItIs() {
        Ruleset before = rules("{name: rate, kind: error_rate, window: 1m, above: 5%}");
        Ruleset after = rules(
                "{name: more, kind: error_count, above: 500}",
                "{name: rate, kind: error_rate, window: 1m, above: 5%, severity: critical, labels: {team: shop}}");
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        RuleEngine first = new RuleEngine(before);
        first.onPane(state, logs(before, 0, 10, 9));
        first.onTime(state, START + 60_000, new Findings(alerts, new ArrayList<>()));

        RuleEngine second = new RuleEngine(after);
        second.onPane(state, logs(after, 60, 10, 0));
        second.onTime(state, START + 120_000, new Findings(alerts, new ArrayList<>()));

        assertThat(brief(alerts)).containsExactly("firing@60", "resolved@120");
        assertThat(alerts.get(1).threadId()).isEqualTo(alerts.get(0).threadId());
    }

    @Test
    void theAlertOfARemovedOrRedefinedRuleIsResolvedAtOnce() {
        Ruleset before = rules("{name: rate, kind: error_rate, window: 1m, above: 5%, labels: {team: shop}}");
        for (Ruleset after : List.of(
                rules("{name: rate, kind: error_rate, window: 1m, above: 95%}"),
                rules("{name: other, kind: error_rate, window: 1m, above: 95%}"),
                rules("{name: elsewhere, kind: error_rate, by: [cluster], above: 5%}"))) {
            SeriesState state = new SeriesState();
            List<AlertEvent> alerts = new ArrayList<>();
            RuleEngine first = new RuleEngine(before);
            first.onPane(state, logs(before, 0, 10, 9));
            first.onTime(state, START + 60_000, new Findings(alerts, new ArrayList<>()));

            RuleEngine second = new RuleEngine(after);
            assertThat(second.nextTime(state)).isEqualTo(START + 60_000);
            second.onTime(state, START + 61_000, new Findings(alerts, new ArrayList<>()));

            assertThat(brief(alerts)).containsExactly("firing@60", "resolved@60");
            assertThat(alerts.get(1).labels()).containsEntry("team", "shop");
            assertThat(state.isFiring()).isFalse();
        }
    }

    @Test
    void aSeriesThatNoRuleWatchesAnyMoreIsForgotten() {
        Ruleset other = rules("{name: rate, kind: error_rate, by: [cluster], above: 5%}");
        SeriesState state = new SeriesState();
        new RuleEngine(RATE).onPane(state, logs(RATE, 0, 1, 1));
        RuleEngine engine = new RuleEngine(other);

        assertThat(engine.nextTime(state)).isZero();
        engine.onTime(state, START, new Findings());
        assertThat(state.isEmpty()).isTrue();
        assertThat(engine.nextTime(state)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aNewRuleJudgesNoWindowThatEndedBeforeItsTime() {
        Ruleset lenient = rules("{name: count, kind: error_count, window: 1m, every: 10s, above: 100}");
        Ruleset strict = rules("{name: count, kind: error_count, window: 1m, every: 10s, above: 5}");
        RuleEngine before = new RuleEngine(lenient);
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        before.onPane(state, logs(lenient, 1, 50, 50));
        before.onPane(state, logs(lenient, 200, 50, 3));
        before.onPane(state, logs(lenient, 231, 50, 3));
        RuleEngine after = new RuleEngine(strict);

        after.takeOver(state, before, START + 230_000, new Findings(alerts, new ArrayList<>()));
        after.onTime(state, START + 400_000, new Findings(alerts, new ArrayList<>()));

        assertThat(brief(alerts))
                .as("six errors in the minute before 240")
                .containsExactly("firing@240", "resolved@270");
    }

    @Test
    void aSeriesWhoseFirstWindowIsNotOverIsTakenOverToo() {
        Ruleset fast = rules("{name: rate, kind: error_rate, window: 10s, above: 5%}");
        RuleEngine before = new RuleEngine(RATE);
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        before.onPane(state, logs(RATE, 5, 50, 50));
        before.onPane(state, logs(RATE, 33, 50, 50));
        RuleEngine after = new RuleEngine(fast);

        after.takeOver(state, before, START + 35_000, new Findings(alerts, new ArrayList<>()));
        after.onTime(state, START + 60_000, new Findings(alerts, new ArrayList<>()));

        assertThat(brief(alerts)).containsExactly("firing@40", "resolved@50");
    }

    @Test
    void theAlertOfARemovedRuleIsResolvedWhenTheNewFileTakesOver() {
        Ruleset other = rules("{name: other, kind: error_rate, by: [cluster], above: 5%}");
        RuleEngine before = new RuleEngine(RATE);
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        before.onPane(state, logs(RATE, 10, 50, 50));

        new RuleEngine(other).takeOver(state, before, START + 100_000, new Findings(alerts, new ArrayList<>()));

        assertThat(brief(alerts)).containsExactly("firing@60", "resolved@100");
        assertThat(alerts.get(1).summary()).contains("its rule was changed or removed");
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void anAlertTellsTheErrorsSinceWhenTheyAreKnownAndWhatWasDeployed() {
        Ruleset rules = rules("{name: rate, kind: error_rate, window: 1m, above: 50%}");
        Pane early = logs(rules, 2, 10, 1);
        early.topErrors = List.of(Series.error(7, 1, START + 2000, "timeout of <!channel> *now*"));
        early.taskDefinitions = List.of(Series.definition("shop-api:41", START + 2000));
        Pane late = logs(rules, 70, 10, 8);
        late.topErrors = List.of(
                Series.error(7, 2, START + 70_000, "timeout, later"), Series.error(8, 6, START + 70_100, "refused"));
        late.taskDefinitions = List.of(Series.definition("shop-api:42", START + 70_000));

        AlertEvent alert = alerts(rules, 120, List.of(early, late)).get(0);

        assertThat(alert.topErrors()).hasSize(2);
        assertThat(alert.topErrors().get(0).sample()).isEqualTo("refused");
        assertThat(alert.topErrors().get(0).share()).isEqualTo(75);
        assertThat(alert.topErrors().get(1).sample()).isEqualTo("timeout of ‹!channel› ∗now∗");
        assertThat(alert.topErrors().get(1).firstSeen()).isEqualTo(Instant.ofEpochMilli(START + 2000));
        assertThat(alert.taskDefinition()).isEqualTo("shop-api:42");
        assertThat(alert.previousTaskDefinition()).isEqualTo("shop-api:41");
        assertThat(alert.key()).containsExactly(java.util.Map.entry("service", "shop-api"));
    }
}
