package io.kanshi.rules;

import io.kanshi.rules.Pane.ErrorCount;
import io.kanshi.rules.Pane.TaskDefinition;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Rules and panes for tests, written shortly. */
final class Series {

    /** A full hour, so that windows of all lengths begin here. */
    static final long START = Instant.parse("2026-01-01T14:00:00Z").toEpochMilli();

    private Series() {}

    static Ruleset rules(String... rules) {
        StringBuilder text = new StringBuilder("version: 1\nrules:\n");
        for (String rule : rules) {
            text.append("  - ").append(rule).append('\n');
        }
        RuleFile.Outcome outcome = RuleFile.parse(text.toString());
        if (outcome instanceof RuleFile.Accepted accepted) {
            return accepted.ruleset();
        }
        throw new IllegalArgumentException(outcome.toString());
    }

    static Rule rule(String rule) {
        return rules(rule).rules().get(0);
    }

    /** A pane of the first selection; {@code second} counts from {@link #START}. */
    static Pane pane(Ruleset rules, int second, Consumer<Pane> content) {
        Pane pane = new Pane();
        pane.rulesVersion = rules.version();
        pane.selection = rules.selections().get(0).id();
        pane.key = rules.selections().get(0).names().stream()
                .map(name -> "shop-api")
                .toList();
        pane.second = START + second * 1000L;
        content.accept(pane);
        return pane;
    }

    static Pane logs(Ruleset rules, int second, int events, int errors) {
        return pane(rules, second, pane -> {
            pane.events = events;
            pane.errors = errors;
            if (errors > 0) {
                pane.topErrors = List.of(error(7, errors, pane.second, "connection refused"));
            }
        });
    }

    static Pane samples(Ruleset rules, int second, double... samples) {
        return pane(rules, second, pane -> {
            for (double sample : samples) {
                pane.count++;
                pane.sumWhole += ExactSum.whole(sample);
                pane.sumFraction += ExactSum.fraction(sample);
                pane.min = Math.min(pane.min, sample);
                pane.max = Math.max(pane.max, sample);
            }
        });
    }

    static ErrorCount error(long fingerprint, long count, long millis, String sample) {
        ErrorCount error = new ErrorCount();
        error.fingerprint = fingerprint;
        error.count = count;
        error.firstSeenNanos = millis * 1_000_000;
        error.sample = sample;
        return error;
    }

    static TaskDefinition definition(String name, long millis) {
        TaskDefinition definition = new TaskDefinition();
        definition.name = name;
        definition.firstSeenNanos = millis * 1_000_000;
        return definition;
    }

    /** All alerts of one series until a second, told about time once. */
    static List<AlertEvent> alerts(Ruleset rules, int untilSecond, List<Pane> panes) {
        RuleEngine engine = new RuleEngine(rules);
        SeriesState state = new SeriesState();
        panes.forEach(pane -> engine.onPane(state, pane));
        List<AlertEvent> alerts = new ArrayList<>();
        engine.onTime(state, START + untilSecond * 1000L, new Findings(alerts, new ArrayList<>()));
        return alerts;
    }

    /** All of a pane as text, to compare. */
    static String text(Pane pane) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PaneForm.write(new DataOutputStream(bytes), pane);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pane.selection + pane.key + HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** Status and the end of the window in seconds from the start. */
    static List<String> brief(List<AlertEvent> alerts) {
        return alerts.stream()
                .map(alert -> alert.status() + "@" + (alert.windowEnd().toEpochMilli() - START) / 1000)
                .toList();
    }
}
