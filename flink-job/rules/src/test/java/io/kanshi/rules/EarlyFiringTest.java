package io.kanshi.rules;

import static io.kanshi.rules.Series.START;
import static io.kanshi.rules.Series.alerts;
import static io.kanshi.rules.Series.brief;
import static io.kanshi.rules.Series.logs;
import static io.kanshi.rules.Series.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Count rules fire when the count is reached, and what follows is as if they had waited. */
final class EarlyFiringTest {

    private static final Ruleset BURST = rules("{name: burst, kind: error_count, window: 1m, every: 1m, above: 5}");

    private final SeriesState state = new SeriesState();
    private final List<AlertEvent> alerts = new ArrayList<>();
    private RuleEngine engine = new RuleEngine(BURST);

    private void come(Pane... panes) {
        for (Pane pane : panes) {
            engine.onPane(state, pane);
            engine.early(state, new Findings(alerts, new ArrayList<>()));
        }
    }

    private void time(int second) {
        engine.onTime(state, START + second * 1000L, new Findings(alerts, new ArrayList<>()));
    }

    @Test
    void itFiresWithTheErrorThatIsOneTooMany() {
        come(logs(BURST, 70, 3, 3), logs(BURST, 71, 2, 2));
        assertThat(alerts).isEmpty();
        come(logs(BURST, 71, 1, 1));

        AlertEvent alert = alerts.get(0);
        assertThat(brief(alerts)).containsExactly("firing@120");
        assertThat(alert.summary()).isEqualTo("shop-api: 6 errors in 14:01–14:02 UTC so far, above 5; since 14:01");
        assertThat(alert.value()).isEqualTo(6);
        assertThat(alert.startedAt()).isEqualTo(Instant.ofEpochMilli(START + 60_000));
        assertThat(alert.topErrors()).singleElement().satisfies(error -> {
            assertThat(error.count()).isEqualTo(6);
            assertThat(error.sample()).isEqualTo("connection refused");
        });
    }

    @Test
    void itHasTheIdAndTheThreadThatTheEndOfTheWindowWouldGive() {
        Pane pane = logs(BURST, 70, 6, 6);
        come(pane);
        AlertEvent late = alerts(BURST, 120, List.of(pane)).get(0);

        assertThat(alerts).extracting(AlertEvent::id).containsExactly(late.id());
        assertThat(alerts).extracting(AlertEvent::threadId).containsExactly(late.threadId());
    }

    /** Windows slide by a second, as is usual for counts; before the failure another shard was ahead. */
    @Test
    void whoeverComesFirstTheAlertHasTheSameIdAndThread() {
        Ruleset sliding = rules("{name: burst, kind: error_count, window: 1m, above: 5}");
        engine = new RuleEngine(sliding);
        Pane early = logs(sliding, 70, 6, 6);
        Pane late = logs(sliding, 72, 6, 6);
        come(late, early);
        AlertEvent again = alerts(sliding, 120, List.of(late, early)).get(0);

        assertThat(brief(alerts)).containsExactly("firing@73");
        assertThat(brief(List.of(again))).containsExactly("firing@71");
        assertThat(alerts.get(0).id()).isEqualTo(again.id());
        assertThat(alerts.get(0).threadId()).isEqualTo(again.threadId());
    }

    @Test
    void anAlertAfterAnotherHasAThreadAndAnIdOfItsOwn() {
        come(logs(BURST, 70, 6, 6), logs(BURST, 130, 6, 0));
        time(180);
        come(logs(BURST, 190, 6, 6));
        assertThat(brief(alerts)).containsExactly("firing@120", "resolved@180", "firing@240");
        assertThat(alerts).extracting(AlertEvent::id).doesNotHaveDuplicates();
        assertThat(alerts.get(2).threadId()).isNotEqualTo(alerts.get(0).threadId());
    }

    @Test
    void theEndOfItsWindowSaysNothingAgainAndTheNextGoodOneResolves() {
        come(logs(BURST, 70, 6, 6));
        time(120);
        come(logs(BURST, 121, 6, 0));
        time(180);
        assertThat(brief(alerts)).containsExactly("firing@120", "resolved@180");
        assertThat(alerts.get(1).threadId()).isEqualTo(alerts.get(0).threadId());
    }

    @Test
    void whenItBecameMuchWorseTheEndOfTheWindowSaysSo() {
        come(logs(BURST, 70, 6, 6), logs(BURST, 80, 90, 84));
        time(120);
        assertThat(brief(alerts)).containsExactly("firing@120", "update@120");
        assertThat(alerts.get(1).value()).isEqualTo(90);
    }

    @Test
    void calmWindowsBeforeItsOwnDoNotResolveIt() {
        come(logs(BURST, 5, 10, 1), logs(BURST, 65, 10, 1), logs(BURST, 130, 6, 6));
        time(120);
        assertThat(brief(alerts)).containsExactly("firing@180");
    }

    @Test
    void onesBetweenTheThresholdsDoNotEither() {
        Ruleset rules = rules("{name: burst, kind: error_count, window: 10s, every: 10s, above: 5, resolve_below: 3}");
        engine = new RuleEngine(rules);
        come(logs(rules, 5, 10, 4), logs(rules, 15, 10, 0), logs(rules, 25, 6, 6));
        time(20);
        assertThat(brief(alerts)).containsExactly("firing@30");
    }

    @Test
    void whatComesForAnEarlierSecondOfANewSeriesIsJudgedToo() {
        Ruleset rules = rules(
                "{name: burst, kind: error_count, window: 10s, every: 10s, above: 5}",
                "{name: rate, kind: error_rate, window: 10s, every: 10s, above: 50%}");
        engine = new RuleEngine(rules);
        come(logs(rules, 25, 6, 6), logs(rules, 12, 4, 4));
        time(30);
        assertThat(alerts)
                .extracting(alert -> alert.rule() + "@" + (alert.windowEnd().toEpochMilli() - START) / 1000)
                .containsExactly("burst@30", "rate@20");
    }

    @Test
    void ofSeveralWindowsItFiresEarlyInTheLastOne() {
        Ruleset rules = rules("{name: burst, kind: error_count, window: 1m, every: 1m, above: 5, for: 2 of 3}");
        engine = new RuleEngine(rules);
        come(logs(rules, 10, 9, 9), logs(rules, 70, 9, 9));
        assertThat(alerts).as("the first window is not over").isEmpty();
        time(60);
        come(logs(rules, 71, 1, 1));
        assertThat(brief(alerts)).containsExactly("firing@120");
        assertThat(alerts.get(0).startedAt()).isEqualTo(Instant.ofEpochMilli(START));
    }

    @Test
    void aSeriesThatIsOverBeforeItsNextErrorsIsNoReasonForAnythingEarly() {
        come(logs(BURST, 70, 6, 6));
        time(120);
        come(logs(BURST, 3800, 6, 6));
        time(3900);
        assertThat(brief(alerts)).containsExactly("firing@120", "resolved@180", "firing@3840", "resolved@3900");
    }

    @Test
    void ratesAndMetricsWaitForTheirWindow() {
        Ruleset rules = rules("{name: rate, kind: error_rate, window: 1m, above: 5%}");
        engine = new RuleEngine(rules);
        come(logs(rules, 10, 100, 100));
        assertThat(alerts).isEmpty();
    }

    @Test
    void anAlertOfARuleThatIsRedefinedEndsAndTheNewOneFires() {
        come(logs(BURST, 70, 6, 6));
        Ruleset stricter = rules("{name: burst, kind: error_count, window: 1m, every: 1m, above: 3}");
        RuleEngine next = new RuleEngine(stricter);
        next.takeOver(state, engine, START + 60_000, new Findings(alerts, new ArrayList<>()));
        engine = next;
        come(logs(stricter, 71, 1, 1));
        assertThat(alerts).extracting(AlertEvent::status).containsExactly("firing", "resolved", "firing");
    }
}
