package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The evaluation of panes while rules change: who judges which window, and what is left of rules that are gone. */
final class ChangeOfRulesTest {

    private static final long START = Shops.START;
    private static final long MINUTE = Shops.MINUTE;
    private static final long HOUR = 60 * MINUTE;
    private static final String HEAD = "version: 1\nrules:\n";
    private static final String RATE =
            HEAD + "  - { name: rate, kind: error_rate, by: [service], window: 1m, above: 20%, max_keys: 1 }\n";
    private static final String BY_CLUSTER =
            HEAD + "  - { name: cluster, kind: error_rate, by: [cluster], window: 1m, above: 20% }\n";

    private static final class Harness implements AutoCloseable {

        private final KeyedTwoInputStreamOperatorTestHarness<Integer, Pane, RulesUpdate, AlertEvent> harness;

        private final Map<String, String> selections = new HashMap<>();

        Harness(String firstRules) throws Exception {
            harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                    new RuleOperator(firstRules, Boundedness.BOUNDED), EvaluateRules::shard, null, Types.INT);
        }

        static Harness open(String firstRules) throws Exception {
            Harness opened = new Harness(firstRules);
            opened.harness.open();
            return opened;
        }

        static Harness restore(String firstRules, OperatorSubtaskState state) throws Exception {
            Harness opened = new Harness(firstRules);
            opened.harness.initializeState(state);
            opened.harness.open();
            return opened;
        }

        void pane(String rules, String key, long second, long errors) throws Exception {
            Pane pane = new Pane();
            pane.selection = selections.computeIfAbsent(
                    rules, text -> RuleVersions.parse(text).selections().get(0).id());
            pane.key = key.isEmpty() ? List.of() : List.of(key);
            pane.second = second;
            pane.events = 10;
            pane.errors = errors;
            harness.processElement1(pane, 0);
        }

        void rules(String yaml, long fromMillis) throws Exception {
            harness.processElement2(new StreamRecord<>(new RulesUpdate(yaml, fromMillis)));
        }

        void time(long watermark) throws Exception {
            harness.processWatermark1(new Watermark(watermark));
        }

        /** Rule, status and minute of each alert so far. */
        List<String> alerts() {
            return harness.extractOutputValues().stream()
                    .map(alert -> alert.rule() + " " + alert.status() + " "
                            + (alert.windowEnd().toEpochMilli() - START) / 1000)
                    .toList();
        }

        int kept() throws Exception {
            harness.snapshot(99, 99);
            BroadcastState<Long, String> state =
                    harness.getOperator().getOperatorStateBackend().getBroadcastState(RuleVersions.STATE);
            List<Long> starts = new ArrayList<>();
            state.entries().forEach(entry -> starts.add(entry.getKey()));
            return starts.size();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    @Test
    void theAlertOfARemovedRuleEndsWhenTheNewRulesBeginThoughNoPaneComes() throws Exception {
        try (Harness job = Harness.open(RATE)) {
            job.pane(RATE, "pay", START, 9);
            job.pane(RATE, "pay", START + MINUTE, 9);
            job.time(START + MINUTE);
            job.rules(BY_CLUSTER, START + MINUTE + 10_000);
            job.time(START + MINUTE + 9_998);
            assertThat(job.alerts()).containsExactly("rate firing 60");
            job.time(START + MINUTE + 9_999);
            assertThat(job.alerts()).containsExactly("rate firing 60", "rate resolved 70");
            job.time(START + HOUR);
            assertThat(job.harness.numKeyedStateEntries())
                    .as("what its shard follows, and nothing else")
                    .isEqualTo(1);
            assertThat(job.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void anAlertWhoseRuleStaysGoesOnAndANewRuleJudgesOnlyLaterWindows() throws Exception {
        String two =
                RATE + "  - { name: count, kind: error_count, by: [service], window: 10s, every: 10s, above: 5 }\n";
        try (Harness job = Harness.open(RATE)) {
            job.pane(RATE, "pay", START, 9);
            job.pane(RATE, "pay", START + 55_000, 9);
            job.rules(two, START + 57_000);
            job.pane(RATE, "pay", START + 62_000, 3);
            job.time(START + 2 * MINUTE + 30_000);
            assertThat(job.alerts())
                    .as("the first second is in a window that ended too early for the new rule")
                    .containsExactly("count firing 60", "rate firing 60", "count resolved 70");
        }
    }

    @Test
    void panesThatComeBeforeTheirRulesBeginAreKept() throws Exception {
        try (Harness job = Harness.open(RATE)) {
            job.rules(BY_CLUSTER, START + MINUTE);
            job.pane(RATE, "pay", START, 9);
            job.pane(BY_CLUSTER, "prod", START + MINUTE, 9);
            job.time(START + 30_000);
            job.pane(BY_CLUSTER, "prod", START + MINUTE + 1000, 9);
            job.time(START + 2 * MINUTE);
            assertThat(job.alerts()).containsExactly("rate firing 60", "rate resolved 60", "cluster firing 120");
        }
    }

    @Test
    void theRulesOfTheStateHoldAfterARestoreAndNotThoseOfTheNewJob() throws Exception {
        OperatorSubtaskState state;
        try (Harness job = Harness.open(RATE)) {
            job.pane(RATE, "pay", START, 9);
            state = job.harness.snapshot(1, 1);
        }
        try (Harness job = Harness.restore(BY_CLUSTER, state)) {
            job.pane(RATE, "pay", START + 30_000, 9);
            job.rules(BY_CLUSTER, START + 90_000);
            job.time(START + MINUTE);
            assertThat(job.alerts()).containsExactly("rate firing 60");
            state = job.harness.snapshot(2, 2);
        }
        try (Harness job = Harness.restore(BY_CLUSTER, state)) {
            job.pane(BY_CLUSTER, "prod", START + 2 * MINUTE, 9);
            job.time(START + 4 * MINUTE);
            assertThat(job.alerts()).containsExactly("rate resolved 90", "cluster firing 180", "cluster resolved 240");
        }
    }

    @Test
    void theStartOfTheSameRulesChangesNothing() throws Exception {
        try (Harness job = Harness.open(RATE)) {
            job.pane(RATE, "pay", START, 9);
            job.rules(RATE, START + 30_000);
            assertThat(job.kept()).isEqualTo(1);
            job.rules("version: 1\nrules: [ { name: x } ]", START + 30_000);
            assertThat(job.kept()).isEqualTo(1);
            job.time(START + MINUTE);
            assertThat(job.alerts()).containsExactly("rate firing 60");
        }
    }

    @Test
    void rulesThatNoEventCanNeedAreForgotten() throws Exception {
        try (Harness job = Harness.open(RATE)) {
            for (int i = 1; i <= 200; i++) {
                job.rules(RATE.replace("20%", i % 50 + 1 + "%"), START + i * MINUTE);
                assertThat(job.kept()).isLessThanOrEqualTo(RuleVersions.MOST);
                job.time(START + i * MINUTE);
            }
            job.time(START + 200 * MINUTE + RuleVersions.KEPT_MILLIS);
            assertThat(job.kept()).isEqualTo(1);
        }
    }

    @Test
    void theBoundOnKeysFollowsTheRules() throws Exception {
        String more = RATE.replace("max_keys: 1 ", "max_keys: 100000 ");
        try (Harness job = Harness.open(RATE)) {
            for (int i = 0; i < 20_000; i++) {
                job.pane(RATE, "service-" + i, START, 0);
            }
            int few = job.harness.getSideOutput(EvaluateRules.TALLIES).size();
            assertThat(few).isPositive();
            job.rules(more, START + 10_000);
            for (int i = 0; i < 20_000; i++) {
                job.pane(RATE, "service-" + i, START + 10_000, 0);
            }
            assertThat(job.harness.getSideOutput(EvaluateRules.TALLIES)).hasSize(few);
        }
    }

    /** It used to end the job: the name of such a series has no separator. */
    @Test
    void aRuleOverEverythingIsOverToo() throws Exception {
        String all = HEAD + "  - { name: all, kind: error_count, by: [], window: 10s, above: 5 }\n";
        try (Harness job = Harness.open(all)) {
            job.pane(all, "", START, 9);
            job.time(START + 2 * HOUR);
            assertThat(job.alerts()).containsExactly("all firing 1", "all resolved 11");
            assertThat(job.harness.numEventTimeTimers()).isZero();
        }
    }
}
