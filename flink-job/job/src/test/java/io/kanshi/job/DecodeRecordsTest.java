package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.rules.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** When the head of the chain lets panes, counts and watermarks go. */
final class DecodeRecordsTest {

    private static final long START = Shops.START;
    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20% }
            """;
    private static final String BY_CLUSTER = RULES.replace("[service]", "[cluster]");

    private static TwoInputStreamOperatorTestHarness<RawRecord, RulesUpdate, LogEvent> harness() throws Exception {
        return harness(RULES, Boundedness.CONTINUOUS_UNBOUNDED);
    }

    private static TwoInputStreamOperatorTestHarness<RawRecord, RulesUpdate, LogEvent> harness(
            String rules, Boundedness input) throws Exception {
        var harness = new TwoInputStreamOperatorTestHarness<RawRecord, RulesUpdate, LogEvent>(
                new DecodeRecords(EventsSettings.defaults(), rules, input));
        harness.setup(
                JobTypes.LOG_EVENT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static RawRecord record(long time, String... logs) {
        List<String> lines = new ArrayList<>();
        for (String log : logs) {
            lines.add(Frames.line("pay", time, log));
        }
        return new Frames().frame(time, Long.MIN_VALUE, lines).records().get(0);
    }

    private static <T> List<T> side(Queue<StreamRecord<T>> records) {
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void panesGoWhenTheWatermarkHasPassedTheirSecondAndNotBefore() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(record(START + 100, Frames.json("error", "x"), Frames.json("info", "y")), 0);
            harness.processWatermark1(new Watermark(START + 998));
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES))).isEmpty();
            harness.processWatermark1(new Watermark(START + 999));
            List<Pane> panes = side(harness.getSideOutput(DecodeRecords.PANES));
            assertThat(panes).singleElement().satisfies(pane -> {
                assertThat(pane.second).isEqualTo(START);
                assertThat(pane.events).isEqualTo(2);
                assertThat(pane.errors).isEqualTo(1);
            });
        }
    }

    @Test
    void aShardWithoutRecordsHoldsUpNoWindow() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            assertThat(harness.getOutput()).as("the rules say nothing of time").isEmpty();
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
            harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
            assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
        }
    }

    @Test
    void nothingCountedIsLeftBehindAtABarrier() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(record(START, Frames.json("info", "before the barrier")), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES))).hasSize(1);
            assertThat(side(harness.getSideOutput(DecodeRecords.TALLIES)))
                    .contains(new Tally(Counter.EVENTS, "pay", 1), new Tally(Counter.LINES_RECEIVED, "b0", 1));
            harness.processElement1(record(START, Frames.json("info", "after it")), 0);
            harness.processWatermark1(new Watermark(START + 999));
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES)))
                    .as("the same second in two pieces")
                    .extracting(pane -> pane.events)
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void errorsThatACountRuleWaitsForGoTwiceASecond() throws Exception {
        String counts = RULES.replace("by: [service]", "by: [cluster]")
                + RULES.lines()
                        .toList()
                        .get(2)
                        .replace("name: rate, kind: error_rate", "name: burst, kind: error_count")
                        .replace("20%", "5");
        try (var harness = harness(counts, Boundedness.CONTINUOUS_UNBOUNDED)) {
            harness.open();
            harness.processElement1(record(START, Frames.json("error", "x"), Frames.json("info", "y")), 0);
            harness.processElement1(record(START + 1000, Frames.json("info", "no error")), 0);
            harness.setProcessingTime(499);
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES))).isEmpty();
            harness.setProcessingTime(500);
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES)))
                    .as("of the selection of the count rule, with errors")
                    .extracting(pane -> pane.key + " " + pane.errors)
                    .containsExactly("[pay] 1");
            harness.processElement1(record(START, Frames.json("error", "another one")), 0);
            harness.setProcessingTime(1000);
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES)))
                    .extracting(pane -> pane.key + " " + pane.errors)
                    .containsExactly("[pay] 1", "[pay] 1");
        }
    }

    @Test
    void nobodyWaitsForErrorsOfAnInputThatEnds() throws Exception {
        String counts = RULES.replace("kind: error_rate", "kind: error_count").replace("20%", "5");
        try (var harness = harness(counts, Boundedness.BOUNDED)) {
            harness.open();
            harness.processElement1(record(START, Frames.json("error", "x")), 0);
            harness.setProcessingTime(60_000);
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES))).isEmpty();
        }
    }

    @Test
    void theRulesInputDoesNotHoldTimeBack() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processWatermark1(new Watermark(START));
            assertThat(harness.getOutput()).contains(new Watermark(START));
            harness.processWatermark2(new Watermark(Long.MAX_VALUE));
            assertThat(harness.getOutput()).doesNotContain(new Watermark(Long.MAX_VALUE));
        }
    }

    @Test
    void anUpdateHoldsFromItsTimeOnAlsoAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(new RulesUpdate(BY_CLUSTER, START + 5000), 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement1(record(START + 4000, Frames.json("info", "old rules")), 0);
            harness.processElement1(record(START + 5000, Frames.json("info", "new rules")), 0);
            harness.processWatermark1(new Watermark(START + 10_000));
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES)))
                    .extracting(pane -> pane.key)
                    .containsExactly(List.of("pay"), List.of("prod"));
        }
    }

    /** Subtasks are not at the same time, and one may be restored from the state of another that was ahead. */
    @Test
    void theRulesOfALaggardAreStillThereAfterARestore() throws Exception {
        OperatorSubtaskState ahead;
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(new RulesUpdate(BY_CLUSTER, START + 5000), 0);
            harness.processWatermark1(new Watermark(START + 600_000));
            ahead = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(ahead);
            harness.open();
            harness.processElement1(record(START + 4000, Frames.json("info", "old rules")), 0);
            harness.processWatermark1(new Watermark(START + 10_000));
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES)))
                    .extracting(pane -> pane.key)
                    .containsExactly(List.of("pay"));
        }
    }

    @Test
    void keysThatWereCutAreCountedOverAChangeOfRules() throws Exception {
        String few = RULES.replace("above: 20%", "above: 20%, max_keys: 1");
        String fewByCluster = few.replace("[service]", "[task_id]");
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(new RulesUpdate(few, START), 0);
            harness.processElement2(new RulesUpdate(fewByCluster, START + 5000), 0);
            for (long time : new long[] {START + 1000, START + 2000, START + 6000}) {
                List<String> lines = List.of(
                        Frames.line("pay", time, Frames.json("info", "x")),
                        Frames.line("web", time, Frames.json("info", "x")));
                harness.processElement1(
                        new Frames()
                                .frame(time, Long.MIN_VALUE, lines)
                                .records()
                                .get(0),
                        0);
                harness.processWatermark1(new Watermark(time + 999));
                harness.prepareSnapshotPreBarrier(1);
            }
            assertThat(side(harness.getSideOutput(DecodeRecords.TALLIES)))
                    .filteredOn(tally -> tally.counter() == Counter.CUT_KEYS)
                    .extracting(Tally::value)
                    .containsExactly(1L, 1L, 1L);
        }
    }

    @Test
    void aBrokenUpdateIsRefusedAndTheRulesInForceStay() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(new RulesUpdate("version: 1\nrules: [ { name: x } ]", START), 0);
            harness.processElement1(record(START, Frames.json("info", "y")), 0);
            harness.processWatermark1(new Watermark(START + 999));
            assertThat(side(harness.getSideOutput(DecodeRecords.PANES))).hasSize(1);
        }
    }
}
