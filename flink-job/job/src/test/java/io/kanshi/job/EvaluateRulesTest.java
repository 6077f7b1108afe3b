package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The evaluation of panes as an operator: timers, restores, and what is left when a series is over. */
final class EvaluateRulesTest {

    private static final long START = Shops.START;
    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20%, min_events: 5, max_keys: 100 }
            """;
    private static final String SELECTION =
            RuleVersions.parse(RULES).selections().get(0).id();

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, Pane, RulesUpdate, AlertEvent> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new RuleOperator(RULES, Boundedness.CONTINUOUS_UNBOUNDED), EvaluateRules::shard, null, Types.INT);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, Pane, RulesUpdate, AlertEvent> counting(
            Boundedness input) throws Exception {
        String rules = RULES.replace("kind: error_rate", "kind: error_count").replace("20%, min_events: 5", "5");
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new RuleOperator(rules, input), EvaluateRules::shard, null, Types.INT);
    }

    private static Pane pane(String service, long second, long events, long errors) {
        Pane pane = new Pane();
        pane.selection = SELECTION;
        pane.key = List.of(service);
        pane.second = second;
        pane.events = events;
        pane.errors = errors;
        return pane;
    }

    private static void time(
            KeyedTwoInputStreamOperatorTestHarness<Integer, Pane, RulesUpdate, AlertEvent> harness, long watermark)
            throws Exception {
        harness.processWatermark1(new Watermark(watermark));
        harness.processWatermark2(new Watermark(watermark));
    }

    @Test
    void aWindowIsJudgedWhenItsLastMillisecondHasPassed() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("pay", START, 10, 9), 0);
            time(harness, START + 59_998);
            assertThat(harness.extractOutputValues()).isEmpty();
            time(harness, START + 59_999);
            assertThat(harness.extractOutputValues())
                    .extracting(AlertEvent::status)
                    .containsExactly("firing");
        }
    }

    @Test
    void aCountThatIsReachedFiresAtOnceAndNotAgain() throws Exception {
        try (var harness = counting(Boundedness.CONTINUOUS_UNBOUNDED)) {
            harness.open();
            harness.setProcessingTime(START + 30_000);
            harness.processElement1(pane("pay", START, 10, 6), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(AlertEvent::status)
                    .containsExactly("firing");
            harness.processElement1(pane("pay", START, 10, 3), 0);
            time(harness, START + 59_999);
            assertThat(harness.extractOutputValues()).hasSize(1);
            time(harness, START + 119_999);
            assertThat(harness.extractOutputValues())
                    .extracting(AlertEvent::status)
                    .containsExactly("firing", "resolved");
        }
    }

    @Test
    void ofABacklogAndOfAnInputThatEndsWindowsAreJudgedWhenTheyAreOver() throws Exception {
        for (Boundedness input : Boundedness.values()) {
            try (var harness = counting(input)) {
                harness.open();
                harness.setProcessingTime(START + (input == Boundedness.BOUNDED ? 0 : 30_001));
                harness.processElement1(pane("pay", START, 10, 6), 0);
                assertThat(harness.extractOutputValues()).isEmpty();
                time(harness, START + 59_999);
                assertThat(harness.extractOutputValues()).hasSize(1);
            }
        }
    }

    @Test
    void theEndOfTheRulesIsNotTheEndOfTimeWhileAllShardsAreQuiet() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("pay", START, 10, 9), 0);
            harness.processWatermark1(new Watermark(START + 30_000));
            harness.processWatermark2(Watermark.MAX_WATERMARK);
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
            harness.processElement1(pane("pay", START + 40_000, 10, 9), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark1(new Watermark(START + 59_999));
            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.summary()).contains("18 of 20"));
        }
    }

    @Test
    void theEndOfTheInputJudgesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("pay", START, 10, 9), 0);
            time(harness, START + 30_000);
            time(harness, Long.MAX_VALUE);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void anAlertGoesOnAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("pay", START, 10, 9), 0);
            time(harness, START + 60_000);
            assertThat(harness.extractOutputValues()).hasSize(1);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement1(pane("pay", START + 70_000, 10, 0), 0);
            time(harness, START + 120_000);
            assertThat(harness.extractOutputValues())
                    .extracting(AlertEvent::status, AlertEvent::rule)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("resolved", "rate"));
        }
    }

    @Test
    void seriesThatWereDueBeforeARestoreAreDueAfterIt() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 50; i++) {
                harness.processElement1(pane("service-" + i, START, 10, 9), 0);
            }
            time(harness, START + 30_000);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            time(harness, START + 60_000);
            assertThat(harness.extractOutputValues()).hasSize(50);
        }
    }

    @Test
    void aTimerFollowsTheRulesThatHoldAtItsTime() throws Exception {
        String stricter = RULES.replace("above: 20%", "above: 5%");
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("pay", START, 20, 2), 0);
            harness.processElement1(pane("pay", START + 60_000, 20, 2), 0);
            harness.processElement1(pane("pay", START + 120_000, 20, 2), 0);
            harness.processElement2(new StreamRecord<>(new RulesUpdate(stricter, START + 90_000)));
            time(harness, START + 60_000);
            assertThat(harness.extractOutputValues()).isEmpty();
            time(harness, START + 180_000);
            assertThat(harness.extractOutputValues())
                    .extracting(AlertEvent::status)
                    .containsExactly("firing");
        }
    }

    @Test
    void stateAndTimersAreGoneWhenASeriesIsOver() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 50; i++) {
                harness.processElement1(pane("service-" + i, START + i * 1000L, 10, i % 2 * 9L), 0);
            }
            time(harness, START + 60_000);
            assertThat(harness.numEventTimeTimers()).isPositive();
            for (int hour = 1; hour <= 30; hour++) {
                time(harness, START + hour * 3_600_000L);
            }
            assertThat(harness.numEventTimeTimers()).as("timers").isZero();
            assertThat(harness.extractOutputValues())
                    .filteredOn(alert -> alert.status().equals("firing"))
                    .hasSize(25);
            assertThat(harness.extractOutputValues())
                    .filteredOn(alert -> alert.status().equals("resolved"))
                    .hasSize(25);
        }
    }

    @Test
    void keysBeyondTheBoundAreCountedAndNotKept() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 20_000; i++) {
                harness.processElement1(pane("service-" + i, START, 10, 9), 0);
            }
            time(harness, START + 60_000);
            long cut = harness.getSideOutput(EvaluateRules.TALLIES).stream()
                    .filter(tally -> tally.getValue().counter() == Counter.CUT_KEYS)
                    .count();
            assertThat(cut).isPositive();
            assertThat(harness.extractOutputValues()).hasSize((int) (20_000 - cut));
            assertThat(20_000 - cut).isBetween(100L, 128L * 40);
        }
    }

    @Test
    void theKeyOfASeriesCannotBeImitated() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(pane("a", START, 10, 9), 0);
            harness.processElement1(pane("a 1 b", START, 10, 0), 0);
            time(harness, START + 60_000);
            assertThat(harness.extractOutputValues())
                    .extracting(alert -> alert.key().get("service"))
                    .containsExactly("a");
        }
    }
}
