package io.kanshi.rules;

import static io.kanshi.rules.Series.START;
import static io.kanshi.rules.Series.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.HealthCheck;
import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.wire.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PaneBuilderTest {

    private static final SampleText PLAIN = event -> event.message.toString();
    private static final Ruleset BY_SERVICE = rules("{name: r, kind: error_rate, above: 5%}");
    private static final Identity SHOP = identity("shop-api", "prod", "stdout");

    static Identity identity(String service, String cluster, String source) {
        return new Identity(service, cluster, "t1", service + ":1", service, "c1", source);
    }

    static LogEvent event(Identity identity, long millis, Level level, String message) {
        LogEvent event = new LogEvent();
        event.identity = identity;
        event.timeNanos = millis * 1_000_000;
        event.level = level;
        event.message.set(Utf8.of(message));
        event.log.set(event.message);
        event.fingerprint = message.hashCode();
        return event;
    }

    private static List<Pane> panes(Ruleset rules, List<LogEvent> events) {
        List<Pane> panes = new ArrayList<>();
        PaneBuilder builder = new PaneBuilder(rules, PLAIN, panes::add);
        events.forEach(builder::add);
        builder.flushAll();
        return panes;
    }

    @Test
    void eventsAreCountedIntoTheirSeconds() {
        List<Pane> panes = panes(
                BY_SERVICE,
                List.of(
                        event(SHOP, START, Level.INFO, "a"),
                        event(SHOP, START + 999, Level.ERROR, "b"),
                        event(SHOP, START + 1000, Level.FATAL, "b")));

        assertThat(panes).hasSize(2);
        Pane first = panes.get(0);
        assertThat(first.second).isEqualTo(START);
        assertThat(first.key).containsExactly("shop-api");
        assertThat(first.events).isEqualTo(2);
        assertThat(first.errors).isEqualTo(1);
        assertThat(first.topErrors).hasSize(1);
        assertThat(first.topErrors.get(0).sample).isEqualTo("b");
        assertThat(first.taskDefinitions.get(0).name).isEqualTo("shop-api:1");
        assertThat(panes.get(1).errors).isEqualTo(1);
    }

    @Test
    void passingHealthChecksAreNoEventsAndFailingOnesAre() {
        LogEvent passing = event(SHOP, START, Level.INFO, "GET /health");
        passing.healthCheck = HealthCheck.PASSING;
        LogEvent failing = event(SHOP, START, Level.ERROR, "GET /health 503");
        failing.healthCheck = HealthCheck.FAILING;

        Pane pane = panes(BY_SERVICE, List.of(passing, failing)).get(0);

        assertThat(pane.healthChecks).isEqualTo(1);
        assertThat(pane.events).isEqualTo(1);
        assertThat(pane.errors).isEqualTo(1);
    }

    @Test
    void anEventOfImplausibleTimeIsNeverCounted() {
        LogEvent event = event(SHOP, START, Level.ERROR, "from 2038");
        event.implausibleTime = true;

        assertThat(panes(BY_SERVICE, List.of(event))).isEmpty();
    }

    @Test
    void metricsAreAddedByNameAndDoNotCountAsLogLines() {
        Ruleset rules = rules(
                "{name: cpu, kind: metric, metric: cpu_utilization, above: 80}",
                "{name: rate, kind: error_rate, above: 5%}");
        LogEvent event = event(SHOP, START, Level.INFO, "");
        event.level = null;
        event.metrics.add("cpu_utilization", 12.5);
        event.metrics.add("memory_utilization", 90);
        LogEvent nan = event(SHOP, START, Level.INFO, "");
        nan.level = null;
        nan.metrics.add("cpu_utilization", Double.NaN);
        nan.metrics.add("cpu_utilization", -2.25);

        List<Pane> panes = panes(rules, List.of(event, nan));

        assertThat(panes).hasSize(1);
        assertThat(panes.get(0).selection).isEqualTo(rules.selections().get(0).id());
        assertThat(panes.get(0).count).isEqualTo(2);
        assertThat(panes.get(0).min).isEqualTo(-2.25);
        assertThat(panes.get(0).max).isEqualTo(12.5);
        assertThat(ExactSum.toDouble(panes.get(0).sumWhole, panes.get(0).sumFraction))
                .isEqualTo(10.25);
    }

    @Test
    void whereAndByLookAtIdentityTextAndAttributes() {
        Ruleset rules = rules(
                "{name: r, kind: error_rate, above: 5%, by: [cluster, attributes.tenant, status],"
                        + " where: {service: {matches: 'shop-.*'}, path: {not: {in: [/a, /b]}}, attributes.tenant: {not: ''}}}");
        LogEvent counted = event(SHOP, START, Level.INFO, "x");
        counted.attributes.put(Utf8.of("tenant"), Utf8.of("t9"));
        counted.status = 404;
        LogEvent otherPath = event(SHOP, START, Level.INFO, "x");
        otherPath.attributes.put(Utf8.of("tenant"), Utf8.of("t9"));
        otherPath.path.set(Utf8.of("/a"));
        LogEvent noTenant = event(SHOP, START, Level.INFO, "x");
        LogEvent otherService = event(identity("pay", "prod", "stdout"), START, Level.INFO, "x");
        otherService.attributes.put(Utf8.of("tenant"), Utf8.of("t9"));

        List<Pane> panes = panes(rules, List.of(counted, otherPath, noTenant, otherService));

        assertThat(panes).hasSize(1);
        assertThat(panes.get(0).key).containsExactly("prod", "t9", "404");
        assertThat(panes.get(0).events).isEqualTo(1);
    }

    @Test
    void flushGivesOnlyWhatIsOver() {
        List<Pane> panes = new ArrayList<>();
        PaneBuilder builder = new PaneBuilder(BY_SERVICE, PLAIN, panes::add);
        builder.add(event(SHOP, START, Level.INFO, "a"));
        builder.add(event(SHOP, START + 1000, Level.INFO, "a"));

        builder.flush(START + 999);
        assertThat(panes).isEmpty();
        builder.flush(START + 1000);
        assertThat(panes).hasSize(1);
        builder.add(event(SHOP, START, Level.INFO, "late: a new piece, not a change of the old one"));
        builder.add(event(SHOP, START + 1000, Level.INFO, "a"));
        builder.flushAll();
        assertThat(panes).extracting(pane -> pane.events).containsExactly(1L, 1L, 2L);
        assertThat(builder.openPanes()).isZero();
    }

    @Test
    void keysAndOpenPanesAreBoundedAndWhatIsCutIsCounted() {
        Ruleset rules = rules("{name: r, kind: error_rate, above: 5%, by: [path], max_keys: 100}");
        List<Pane> panes = new ArrayList<>();
        PaneBuilder builder = new PaneBuilder(rules, PLAIN, panes::add);
        for (int i = 0; i < 1000; i++) {
            LogEvent event = event(SHOP, START, Level.INFO, "a");
            event.path.set(Utf8.of("/" + i));
            builder.add(event);
        }
        assertThat(builder.openPanes()).isEqualTo(100);
        assertThat(builder.cutEvents()).isEqualTo(900);

        LogEvent muchLater = event(SHOP, START + 3_700_000, Level.INFO, "a");
        muchLater.path.set(Utf8.of("/" + "x".repeat(500)));
        builder.add(muchLater);
        assertThat(builder.cutEvents()).isEqualTo(900);
        builder.flushAll();
        assertThat(panes.get(100).key.get(0)).hasSize(SelectionCounter.MAX_VALUE_LENGTH);

        Ruleset wide = rules("{name: r, kind: error_rate, above: 5%, by: [path], max_keys: 100000}");
        List<Pane> early = new ArrayList<>();
        PaneBuilder bounded = new PaneBuilder(wide, PLAIN, early::add);
        for (int i = 0; i <= PaneBuilder.MAX_OPEN_PANES; i++) {
            LogEvent event = event(SHOP, START, Level.INFO, "a");
            event.path.set(Utf8.of("/" + i));
            bounded.add(event);
        }
        assertThat(early).hasSize(PaneBuilder.MAX_OPEN_PANES);
        assertThat(bounded.openPanes()).isEqualTo(1);
    }

    @Test
    void oftenSeenFingerprintsStayExactAndTheRestIsCounted() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            LogEvent event = event(SHOP, START + i % 1000, Level.ERROR, "e" + i % 100);
            event.fingerprint = i % 100;
            events.add(event);
        }
        Pane pane = panes(BY_SERVICE, events).get(0);

        assertThat(pane.topErrors)
                .hasSize(PaneMath.MAX_FINGERPRINTS)
                .allSatisfy(error -> assertThat(error.count).isEqualTo(10));
        assertThat(pane.cutErrors).isEqualTo(360);
    }

    @Test
    void subtasksAndEarlyFlushesGiveTheSamePanesAsOneBuilder() {
        Dice dice = Seeds.diceFor("PaneBuilderTest.subtasks");
        Ruleset rules = rules(
                "{name: a, kind: error_rate, above: 5%}",
                "{name: b, kind: error_count, above: 5, by: [cluster, level]}",
                "{name: c, kind: error_count, above: 5, by: []}",
                "{name: d, kind: metric, metric: m, above: 5}");
        for (int round = 0; round < 50; round++) {
            List<LogEvent> events = randomEvents(dice);
            Map<String, Pane> whole = merged(panes(rules, events));

            List<Pane> pieces = new ArrayList<>();
            List<PaneBuilder> subtasks = new ArrayList<>();
            for (int i = dice.between(1, 4); i > 0; i--) {
                subtasks.add(new PaneBuilder(rules, PLAIN, pieces::add));
            }
            List<LogEvent> shuffled = new ArrayList<>(events);
            java.util.Collections.shuffle(shuffled, dice.random());
            for (LogEvent event : shuffled) {
                PaneBuilder subtask = dice.pick(subtasks);
                subtask.add(event);
                if (dice.chance(0.02)) {
                    subtask.flushAll();
                }
            }
            subtasks.forEach(PaneBuilder::flushAll);
            java.util.Collections.shuffle(pieces, dice.random());

            assertThat(texts(merged(pieces))).isEqualTo(texts(whole));
            assertThat(whole.values().stream()
                            .filter(pane -> pane.selection.equals(
                                    rules.selections().get(0).id()))
                            .mapToLong(pane -> pane.events + pane.healthChecks)
                            .sum())
                    .isEqualTo(events.stream().filter(LogEvent::isLogLine).count());
        }
    }

    private static Map<String, Pane> merged(List<Pane> panes) {
        Map<String, Pane> merged = new HashMap<>();
        panes.forEach(pane -> merged.merge(pane.selection + pane.key + pane.second, pane, PaneMath::merge));
        return merged;
    }

    private static List<String> texts(Map<String, Pane> panes) {
        return panes.values().stream().map(Series::text).sorted().toList();
    }

    private static List<LogEvent> randomEvents(Dice dice) {
        List<LogEvent> events = new ArrayList<>();
        Consumer<LogEvent> keep = events::add;
        for (int i = 0; i < 400; i++) {
            Identity identity = identity(dice.pick("a", "b"), dice.pick("p", "q"), dice.pick("stdout", "stderr"));
            LogEvent event = event(
                    identity,
                    START + dice.between(0, 30) * 100L,
                    dice.pick(Level.values()),
                    "m" + dice.between(0, 200));
            event.fingerprint = dice.chance(0.5) ? dice.between(1, 3) : dice.between(1, 90);
            if (dice.chance(0.1)) {
                event.healthCheck = HealthCheck.PASSING;
                event.level = Level.INFO;
            }
            if (dice.chance(0.2)) {
                event.level = null;
                event.metrics.add("m", dice.between(-1e6, 1e6));
            }
            keep.accept(event);
        }
        return events;
    }
}
