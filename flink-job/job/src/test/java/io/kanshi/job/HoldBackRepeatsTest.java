package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the cost guard lets through, what it tells of the rest, and that nothing stays behind. */
final class HoldBackRepeatsTest {

    private static final long START = 1_793_500_200_000L;
    private static final long MINUTE = 60_000;

    private static KeyedOneInputStreamOperatorTestHarness<String, ErrorEvent, ErrorEvent> harness(CostGuard guard)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new HoldBackRepeats(guard)), ErrorEvent::service, Types.STRING);
    }

    private static ErrorEvent error(int id, String service, @Nullable String fingerprint, long time) {
        return new ErrorEvent(
                "id" + id,
                time * 1_000_000,
                time,
                service,
                "task",
                "error",
                fingerprint,
                null,
                "message \"" + id,
                "{}");
    }

    @Test
    void theFirstOfAMinuteAreWrittenAndTheRestIsANumber() throws Exception {
        try (var harness = harness(new CostGuard(3, 10))) {
            harness.open();
            for (int i = 0; i < 10; i++) {
                harness.processElement(error(i, "pay", "f1", START + i), START + i);
            }
            harness.processElement(error(10, "pay", "f2", START), START);
            harness.processElement(error(11, "web", "f1", START), START);
            harness.processElement(error(12, "pay", "f1", START + MINUTE), START + MINUTE);
            assertThat(harness.extractOutputValues())
                    .extracting(ErrorEvent::id)
                    .containsExactly("id0", "id1", "id2", "id10", "id11", "id12");
            harness.processWatermark(START + MINUTE - 2);
            assertThat(harness.extractOutputValues()).hasSize(6);
            harness.processWatermark(START + MINUTE - 1);

            List<ErrorEvent> out = harness.extractOutputValues();
            assertThat(out).hasSize(7);
            ErrorEvent summary = out.get(6);
            assertThat(summary.logStream()).isEqualTo("pay");
            assertThat(summary.timeNanos()).isEqualTo((START + MINUTE - 1) * 1_000_000);
            assertThat(fields(summary.event()))
                    .containsEntry("id", summary.id())
                    .containsEntry("level", "error")
                    .containsEntry("service", "pay")
                    .containsEntry("fingerprint", "f1")
                    .containsEntry("written", "3")
                    .containsEntry("held_back", "7")
                    .containsEntry("sample", "message \"3");
        }
    }

    private static Map<String, String> fields(String json) throws Exception {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }

    @Test
    void messagesThatAreAllDifferentShareAPlaceBeyondTheBound() throws Exception {
        try (var harness = harness(new CostGuard(2, 5))) {
            harness.open();
            for (int i = 0; i < 1000; i++) {
                harness.processElement(error(i, "pay", "f" + i, START), START);
            }
            assertThat(harness.extractOutputValues()).hasSize(5 + 2);
            harness.processWatermark(START + MINUTE);
            assertThat(harness.extractOutputValues()).hasSize(5 + 2 + 1);
            assertThat(harness.extractOutputValues().get(7).event()).contains("\"held_back\":993");
        }
    }

    @Test
    void allIsWrittenOrToldAndNothingStaysBehind() throws Exception {
        long told = 0;
        try (var harness = harness(new CostGuard(4, 8))) {
            harness.open();
            int count = 0;
            for (int minute = 0; minute < 30; minute++) {
                for (int i = 0; i < 200; i++) {
                    long time = START + minute * MINUTE - i % 3 * MINUTE;
                    String fingerprint = i % 7 == 0 ? null : "f" + i % 20;
                    harness.processElement(error(count++, "s" + i % 5, fingerprint, time), time);
                }
                harness.processWatermark(START + minute * MINUTE);
            }
            harness.processWatermark(Long.MAX_VALUE);
            List<String> written = new ArrayList<>();
            for (ErrorEvent event : harness.extractOutputValues()) {
                if (event.id().startsWith("held-back/")) {
                    told += Long.parseLong(String.valueOf(fields(event.event()).get("held_back")));
                } else {
                    written.add(event.id());
                }
            }
            assertThat(written).doesNotHaveDuplicates();
            assertThat(written.size() + told).isEqualTo(count);
            assertThat(told).isPositive();
            assertThat(harness.numEventTimeTimers()).as("timers").isZero();
            assertThat(harness.numKeyedStateEntries()).as("state").isZero();
        }
    }

    @Test
    void aMinuteGoesOnAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(new CostGuard(3, 10))) {
            harness.open();
            for (int i = 0; i < 5; i++) {
                harness.processElement(error(i, "pay", "f1", START), START);
            }
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(new CostGuard(3, 10))) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(error(6, "pay", "f1", START), START);
            harness.processWatermark(START + MINUTE);
            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(harness.extractOutputValues().get(0).event()).contains("\"held_back\":3");
        }
    }
}
