package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.events.ledger.LogGap;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** When the ledger is asked: by the time of the stream, and by the wall clock only when that stands still. */
final class KeepLedgerTest {

    private static final long START = Shops.START;
    private static final int KEY_GROUPS = 16;

    private static KeyedOneInputStreamOperatorTestHarness<String, FrameReceipt, LogGap> harness(
            Boundedness input, int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new LedgerOperator(new KeepLedger(input)),
                receipt -> receipt.boot,
                Types.STRING,
                KEY_GROUPS,
                parallelism,
                subtask);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FrameReceipt, LogGap> live() throws Exception {
        return harness(Boundedness.CONTINUOUS_UNBOUNDED, 1, 0);
    }

    private static FrameReceipt receipt(String boot, long seq, long second) {
        FrameReceipt receipt = new FrameReceipt();
        receipt.boot = boot;
        receipt.seq = seq;
        receipt.events = 1;
        receipt.received = seq + 1;
        receipt.nextWithinMillis = 10_000;
        receipt.arrivalMillis = START + second * 1000;
        receipt.service = "pay";
        return receipt;
    }

    private static Watermark at(long second) {
        return new Watermark(START + second * 1000);
    }

    private static List<String> ids(KeyedOneInputStreamOperatorTestHarness<String, FrameReceipt, LogGap> harness) {
        return harness.extractOutputValues().stream().map(LogGap::id).toList();
    }

    @Test
    void silenceIsToldByTheTimeOfTheStream() throws Exception {
        try (var harness = live()) {
            harness.open();
            harness.processElement(receipt("b", 0, 0), 0);
            harness.processWatermark(new Watermark(START + 59_999));
            assertThat(ids(harness)).isEmpty();
            harness.processWatermark(at(60));
            assertThat(ids(harness)).containsExactly("silent/b/" + START);
            harness.processElement(receipt("b", 1, 70), 0);
            assertThat(ids(harness)).containsExactly("silent/b/" + START, "back/b/" + START);
        }
    }

    @Test
    void theWallClockTellsOnlyWhenTheWholeStreamStandsStill() throws Exception {
        try (var harness = live()) {
            harness.setProcessingTime(1_000_000);
            harness.open();
            harness.processElement(receipt("b", 0, 0), 0);
            harness.setProcessingTime(1_059_000);
            harness.processWatermark(at(1));
            harness.setProcessingTime(1_118_000);
            assertThat(ids(harness)).as("others are heard of").isEmpty();
            harness.setProcessingTime(1_119_000);
            assertThat(ids(harness)).containsExactly("silent/b/" + START);
            harness.setProcessingTime(9_000_000);
            assertThat(ids(harness)).as("told once").hasSize(1);
        }
    }

    @Test
    void aJobThatWasDownBlamesNobody() throws Exception {
        OperatorSubtaskState state;
        try (var harness = live()) {
            harness.setProcessingTime(1_000_000);
            harness.open();
            harness.processElement(receipt("b", 0, 0), 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = live()) {
            harness.setProcessingTime(50_000_000);
            harness.initializeState(state);
            harness.open();
            harness.setProcessingTime(50_010_000);
            harness.processElement(receipt("b", 1, 10), 0);
            harness.setProcessingTime(50_069_999);
            assertThat(ids(harness)).isEmpty();
            harness.setProcessingTime(50_070_000);
            assertThat(ids(harness)).containsExactly("silent/b/" + (START + 10_000));
        }
    }

    @Test
    void aBackfillDoesNotLookAtTheWallClock() throws Exception {
        try (var harness = harness(Boundedness.BOUNDED, 1, 0)) {
            harness.open();
            harness.processElement(receipt("b", 0, 0), 0);
            assertThat(harness.numProcessingTimeTimers()).isZero();
            harness.processWatermark(Watermark.MAX_WATERMARK);
            harness.endInput();
            assertThat(ids(harness)).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    /** A source that is idle when it ends sends no watermark of infinity; what was missing was once not told then. */
    @Test
    void theEndOfTheInputIsToldWithoutAWatermark() throws Exception {
        try (var harness = harness(Boundedness.BOUNDED, 1, 0)) {
            harness.open();
            for (String boot : List.of("a", "b")) {
                harness.processElement(receipt(boot, 0, 0), 0);
                harness.processElement(receipt(boot, 2, 1), 0);
            }
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .extracting(LogGap::id)
                    .containsExactlyInAnyOrder("missing/a/0/1", "missing/b/0/1");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void stateAndTimersAreGoneADayAfterTheLastFrame() throws Exception {
        try (var harness = live()) {
            harness.open();
            for (int i = 0; i < 1000; i++) {
                harness.processElement(receipt("b" + i, 0, i), 0);
            }
            assertThat(harness.numEventTimeTimers()).isEqualTo(1000);
            for (long second = 0; second <= 86_400 + 2000; second += 100) {
                harness.processWatermark(at(second));
            }
            harness.setProcessingTime(10_000_000);
            assertThat(ids(harness)).hasSize(1000).allMatch(id -> id.startsWith("silent/"));
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void holesAreKnownAfterARestartWithOtherParallelism() throws Exception {
        OperatorSubtaskState state;
        try (var harness = live()) {
            harness.open();
            for (int i = 0; i < 20; i++) {
                harness.processElement(receipt("b" + i, 0, 0), 0);
                harness.processElement(receipt("b" + i, 2, 1), 0);
            }
            state = harness.snapshot(1, 1);
        }
        List<String> told = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var harness = harness(Boundedness.CONTINUOUS_UNBOUNDED, 3, subtask)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(state, KEY_GROUPS, 1, 3, subtask));
                harness.open();
                harness.processWatermark(at(121));
                told.addAll(ids(harness));
            }
        }
        assertThat(told).filteredOn(id -> id.startsWith("missing/")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aReceiptIsSmallNextToAFrameOfAThousandEvents() throws Exception {
        FrameReceipt receipt = receipt(UUID.randomUUID().toString(), 1_000_000, 0);
        receipt.service = "checkout-service";
        receipt.cluster = "production";
        receipt.taskId = "0123456789abcdef0123456789abcdef";
        receipt.taskDefinition = "checkout-service:412";
        DataOutputSerializer out = new DataOutputSerializer(64);
        JobTypes.FRAME_RECEIPT.createSerializer(new SerializerConfigImpl()).serialize(receipt, out);
        assertThat(out.length()).as("bytes of a receipt").isBetween(150, 250);
    }
}
