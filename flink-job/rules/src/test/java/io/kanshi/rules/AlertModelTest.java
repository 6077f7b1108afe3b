package io.kanshi.rules;

import static io.kanshi.rules.Series.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine against the slow model, on random rules and panes; and against itself, told in another order, more often, or restarted. */
final class AlertModelTest {

    private static final int ROUNDS = 150;
    private static final String MORE = "{name: more, kind: error_rate, above: 1%, window: 20s}";
    private static final long END = START + 4 * 3_600_000L;

    @Test
    void theEngineAgreesWithTheModel() {
        Dice dice = Seeds.diceFor("AlertModelTest.model");
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Ruleset rules = rules(dice);
            List<Pane> panes = panes(dice, rules);
            List<String> expected = new AlertModel(rules, panes).until(END);

            List<String> actual = lines(atOnce(rules, panes));

            assertThat(actual).as("round %d, %s", round, rules.text()).isEqualTo(expected);
            told += expected.size();
        }
        assertThat(told).as("alert events in all rounds").isGreaterThan(ROUNDS);
    }

    @Test
    void neitherOrderNorPiecesNorHowOftenTimeIsToldMatter() throws IOException {
        Dice dice = Seeds.diceFor("AlertModelTest.order");
        for (int round = 0; round < ROUNDS; round++) {
            Ruleset rules = rules(dice);
            List<Pane> panes = panes(dice, rules);
            List<AlertEvent> expected = atOnce(rules, panes);

            assertThat(atOnce(rules, shuffled(dice, inPieces(panes)))).isEqualTo(expected);
            assertThat(inSteps(dice, rules, inPieces(panes))).isEqualTo(expected);
        }
    }

    @Test
    void rulesThatStayTheSameGoOnOverAnyNumberOfNewFiles() {
        Dice dice = Seeds.diceFor("AlertModelTest.files");
        for (int round = 0; round < ROUNDS; round++) {
            Ruleset rules = rules(dice);
            List<Pane> panes = panes(dice, rules);
            assertThat(overFiles(dice, rules, panes))
                    .as("round %d, %s", round, rules.text())
                    .isEqualTo(atOnce(rules, panes));
        }
    }

    @Test
    void whatFiresEarlyFiresAndEndsAsItWouldHaveOtherwise() throws IOException {
        Dice dice = Seeds.diceFor("AlertModelTest.early");
        int early = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Ruleset rules = rules(dice);
            List<Pane> panes = panes(dice, rules);
            List<AlertEvent> alerts = asTheyCome(dice, rules, panes);
            assertThat(idsOfStartsAndEnds(alerts))
                    .as("round %d, %s", round, rules.text())
                    .containsExactlyInAnyOrderElementsOf(idsOfStartsAndEnds(atOnce(rules, panes)));
            early += (int) alerts.stream()
                    .filter(alert -> alert.summary().contains("so far"))
                    .count();
        }
        assertThat(early).as("that fired early in all rounds").isGreaterThan(ROUNDS / 10);
    }

    private static List<String> idsOfStartsAndEnds(List<AlertEvent> alerts) {
        return alerts.stream()
                .filter(alert -> !alert.status().equals("update"))
                .map(alert -> alert.id() + " " + alert.threadId() + " " + alert.status() + " " + alert.startedAt())
                .toList();
    }

    /** Panes arrive in order and are looked at at once; time follows them, up to half a minute behind. */
    private static List<AlertEvent> asTheyCome(Dice dice, Ruleset rules, List<Pane> panes) throws IOException {
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        Findings findings = new Findings(alerts, new ArrayList<>());
        long told = START;
        for (Pane pane : panes) {
            assertThat(engine.onPane(state, pane)).isTrue();
            engine.early(state, findings);
            told = Math.max(told, pane.second - dice.between(0, 30_000));
            engine.onTime(state, told, findings);
            if (state.isEmpty()) {
                state = new SeriesState();
            } else if (dice.chance(0.1)) {
                state = stored(state);
            }
        }
        engine.onTime(state, END, findings);
        return alerts;
    }

    /** Every few minutes a new engine takes over; in some files there is another rule beside them. */
    private static List<AlertEvent> overFiles(Dice dice, Ruleset rules, List<Pane> panes) {
        Ruleset more =
                Series.rules(Stream.concat(rules.text().lines().skip(2).map(line -> line.substring(4)), Stream.of(MORE))
                        .toArray(String[]::new));
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        List<Pane> left = new ArrayList<>(panes);
        List<AlertEvent> alerts = new ArrayList<>();
        for (long now = START; now < END; now = Math.min(END, now + 1000L * dice.between(1, 400))) {
            long seen = now + dice.between(0, 60_000);
            for (Pane pane : List.copyOf(left)) {
                if (pane.second < seen) {
                    engine.onPane(state, pane);
                    left.remove(pane);
                }
            }
            RuleEngine next = new RuleEngine(dice.chance(0.5) ? rules : more);
            next.takeOver(state, engine, now, new Findings(alerts, new ArrayList<>()));
            engine = next;
        }
        for (Pane pane : left) {
            engine.onPane(state, pane);
        }
        engine.onTime(state, END, new Findings(alerts, new ArrayList<>()));
        return alerts.stream().filter(alert -> !alert.rule().equals("more")).toList();
    }

    private static List<AlertEvent> atOnce(Ruleset rules, List<Pane> panes) {
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        panes.forEach(pane -> assertThat(engine.onPane(state, pane)).isTrue());
        List<AlertEvent> alerts = new ArrayList<>();
        engine.onTime(state, END, new Findings(alerts, new ArrayList<>()));
        return alerts;
    }

    /** Panes arrive up to a minute early, in any order; time is told when the engine asks, and the state is stored in between. */
    private static List<AlertEvent> inSteps(Dice dice, Ruleset rules, List<Pane> panes) throws IOException {
        List<Pane> left = new ArrayList<>(shuffled(dice, panes));
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        List<AlertEvent> alerts = new ArrayList<>();
        for (long now = START - 1000; now < END; ) {
            now = Math.min(END, now + dice.between(1, 120_000));
            long seen = now;
            for (Pane pane : List.copyOf(left)) {
                if (pane.second < seen || dice.chance(0.01)) {
                    engine.onPane(state, pane);
                    left.remove(pane);
                }
            }
            if (engine.nextTime(state) <= now) {
                engine.onTime(state, now, new Findings(alerts, new ArrayList<>()));
            }
            if (state.isEmpty()) {
                state = new SeriesState();
            } else if (dice.chance(0.1)) {
                state = stored(state);
            }
        }
        assertThat(left).isEmpty();
        return alerts;
    }

    static SeriesState stored(SeriesState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        SeriesState read = SeriesState.read(in);
        assertThat(in.read()).as("bytes left over").isEqualTo(-1);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(new DataOutputStream(again));
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
        return read;
    }

    private static List<Pane> inPieces(List<Pane> panes) {
        List<Pane> pieces = new ArrayList<>();
        for (Pane pane : panes) {
            Pane rest = PaneMath.copy(pane);
            if (pane.events > 1) {
                Pane part = PaneMath.copy(pane);
                part.events = 1;
                part.errors = 0;
                part.healthChecks = 0;
                part.topErrors = List.of();
                rest.events -= 1;
                rest.errors = pane.errors;
                pieces.add(part);
            }
            pieces.add(rest);
        }
        return pieces;
    }

    private static List<Pane> shuffled(Dice dice, List<Pane> panes) {
        List<Pane> shuffled = new ArrayList<>(panes);
        Collections.shuffle(shuffled, dice.random());
        return shuffled;
    }

    private static List<String> lines(List<AlertEvent> alerts) {
        return alerts.stream()
                .map(alert -> alert.rule() + " " + alert.status() + " "
                        + alert.windowEnd().toEpochMilli() + " "
                        + alert.startedAt().toEpochMilli() + " " + alert.value())
                .toList();
    }

    private static Ruleset rules(Dice dice) {
        boolean metric = dice.chance(0.4);
        String[] rules = new String[dice.between(1, 3)];
        for (int i = 0; i < rules.length; i++) {
            int every = dice.pick(1, 5, 10, 30, 60);
            int window = every * dice.between(1, 4);
            int of = dice.between(1, 4);
            String what = metric
                    ? "kind: metric, metric: cpu, statistic: " + dice.pick("avg", "min", "max", "sum", "count")
                            + dice.pick(
                                    ", above: 60", ", above: 60, resolve_below: 40", ", below: 30, resolve_above: 50")
                    : dice.pick(
                            "kind: error_rate, above: 20%, min_events: 4",
                            "kind: error_rate, above: 10%, resolve_below: 5%",
                            "kind: error_count, above: 10",
                            "kind: error_count, above: 5, resolve_below: 2");
            rules[i] = "{name: r" + i + ", " + what + ", window: " + window + "s, every: " + every + "s, for: "
                    + dice.between(1, of) + " of " + of + ", missing: " + dice.pick("ok", "keep", "breaching")
                    + ", keep_firing_for: " + dice.pick(0, 0, 20, 60, 300) + "s}";
        }
        return Series.rules(rules);
    }

    /** Calm, bad and silent stretches; at times a gap of over an hour. */
    private static List<Pane> panes(Dice dice, Ruleset rules) {
        List<Pane> panes = new ArrayList<>();
        boolean metric = rules.rules().get(0).kind() == Kind.METRIC;
        int second = dice.between(0, 300);
        for (int stretch = dice.between(1, 5); stretch > 0; stretch--) {
            int level = dice.between(0, 3);
            for (int i = dice.between(1, 40); i > 0; i--) {
                panes.add(metric ? metricPane(dice, rules, second, level) : logPane(dice, rules, second, level));
                second += dice.between(1, 30);
            }
            second += dice.pick(0, 100, 700, 3700);
        }
        return panes.stream().filter(pane -> pane.second < END).toList();
    }

    private static Pane metricPane(Dice dice, Ruleset rules, int second, int level) {
        double[] samples = new double[dice.between(1, 3)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = dice.between(0, 40) / 4.0 + 25 * level;
        }
        return Series.samples(rules, second, samples);
    }

    private static Pane logPane(Dice dice, Ruleset rules, int second, int level) {
        int events = dice.between(0, 10);
        Pane pane = Series.logs(rules, second, events, Math.min(events, dice.between(0, level * 2)));
        pane.healthChecks = dice.between(0, 1);
        return pane;
    }
}
