package io.kanshi.job.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink in its operator: what is held, what a checkpoint keeps, what ends the job. */
@Timeout(60)
final class DeliverySinkTest {

    private static final RequestLimits LIMITS = new RequestLimits(10, 100, 50, 2, 1000, 1_000_000, 600_000);

    private final BlockingQueue<String> arrived = Told.nothing();

    private static OneInputStreamOperatorTestHarness<String, CommittableMessage<Void>> harness(
            RequestLimits limits, Function<List<String>, Answer<String>> place) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<String, Void>(new DeliverySink<>(new Told(limits, place))));
    }

    private static Answer<String> again(List<String> entries) {
        Answer<String> answer = new Answer<>();
        answer.sendAgain(Failure.UNAVAILABLE, entries);
        return answer;
    }

    @Test
    void batchesKeepTheirLimitsAndAllArrives() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        AtomicLong tooLarge = new AtomicLong();
        try (var harness = harness(LIMITS, entries -> {
            batches.incrementAndGet();
            if (entries.size() > 10 || entries.stream().mapToInt(String::length).sum() > 100) {
                tooLarge.incrementAndGet();
            }
            return Told.arrived(arrived, entries);
        })) {
            harness.open();
            for (int i = 0; i < 500; i++) {
                harness.processElement(i + "-" + "x".repeat(i % 40), 0);
            }
            harness.endInput();
            assertThat(arrived).hasSize(500).doesNotHaveDuplicates();
            assertThat(tooLarge).hasValue(0);
            assertThat(batches.get()).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void whatIsForOthersDoesNotGoThisWay() throws Exception {
        try (var harness = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            harness.open();
            harness.processElement("entry", 0);
            harness.processElement(Told.NOT_HERE, 0);
            harness.endInput();
            assertThat(arrived).containsExactly("entry");
        }
    }

    /** The setting that names it was emptied and the job restored, and once more with the setting: Flink keeps state that nobody asks for. */
    @Test
    void whatWasHeldForAnEndThatIsSwitchedOffArrivesWhenItIsBack() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(LIMITS, DeliverySinkTest::again)) {
            harness.open();
            harness.processElement("held", 0);
            state = harness.snapshot(1, 1);
        }
        try (var off = new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<String, Void>(new DiscardingSink<>()))) {
            off.initializeState(state);
            off.open();
            off.processElement("more", 0);
            state = off.snapshot(2, 2);
        }
        try (var on = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            on.initializeState(state);
            on.open();
            on.processElement("again", 0);
            on.endInput();
            assertThat(arrived).containsExactly("held", "again");
        }
    }

    @Test
    void whatDidNotArriveIsInTheCheckpointAndArrivesAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(LIMITS, DeliverySinkTest::again)) {
            harness.open();
            for (int i = 0; i < 25; i++) {
                harness.processElement("entry " + i, 0);
            }
            harness.prepareSnapshotPreBarrier(1);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            harness.initializeState(state);
            harness.open();
            harness.endInput();
            assertThat(arrived).hasSize(25).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCheckpointWaitsForNobodyAndTakesWhatIsOnItsWay() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        OperatorSubtaskState state;
        try (var harness = harness(LIMITS, entries -> {
            try {
                never.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            return again(entries);
        })) {
            harness.open();
            for (int i = 0; i < 25; i++) {
                harness.processElement("entry " + i, 0);
            }
            harness.prepareSnapshotPreBarrier(1);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            harness.initializeState(state);
            harness.open();
            harness.endInput();
            assertThat(arrived).hasSize(25).startsWith("entry 0");
        }
    }

    @Test
    void whatWaitsGoesWhenItsTimeHasCome() throws Exception {
        try (var harness = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            harness.setProcessingTime(0);
            harness.open();
            harness.processElement("entry", 0);
            harness.setProcessingTime(LIMITS.heldMillis() - 1);
            assertThat(arrived).isEmpty();
            harness.setProcessingTime(LIMITS.heldMillis());
            assertThat(arrived.take()).isEqualTo("entry");
        }
    }

    @Test
    void onlyWhatWasRefusedIsSentAgain() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        try (var harness = harness(LIMITS, entries -> {
            Answer<String> answer = new Answer<>();
            for (String entry : entries) {
                if (refusals.incrementAndGet() % 3 == 0) {
                    answer.sendAgain(Failure.THROTTLED, List.of(entry));
                } else {
                    arrived.add(entry);
                }
            }
            return answer;
        })) {
            harness.open();
            for (int i = 0; i < 60; i++) {
                harness.processElement("entry " + i, 0);
            }
            harness.endInput();
            assertThat(arrived).hasSize(60).doesNotHaveDuplicates();
            assertThat(refusals.get()).isGreaterThan(80);
        }
    }

    @Test
    void anEntryThatIsTooLargeIsDroppedAndTheOthersArrive() throws Exception {
        try (var harness = harness(LIMITS, entries -> Told.arrived(arrived, entries))) {
            harness.open();
            harness.processElement("x".repeat(51), 0);
            harness.processElement("y".repeat(50), 0);
            harness.endInput();
            assertThat(arrived).containsExactly("y".repeat(50));
        }
    }

    @Test
    void whatIsHeldIsBoundedByBytes() throws Exception {
        RequestLimits limits = new RequestLimits(1000, 1_000_000, 1000, 1, 1_000_000, 5000, 600_000);
        CountDownLatch first = new CountDownLatch(1);
        try (var harness = harness(limits, entries -> {
            first.countDown();
            return Told.arrived(arrived, entries);
        })) {
            harness.open();
            for (int i = 0; i < 10; i++) {
                harness.processElement("x".repeat(1000), 0);
            }
            first.await();
            assertThat(arrived).hasSize(5);
        }
    }

    @Test
    void aSentenceEndsTheJob() throws Exception {
        Function<List<String>, Answer<String>> missing = entries -> {
            Answer<String> answer = new Answer<>();
            answer.stop("the.setting: there is no such thing");
            return answer;
        };
        try (var harness = harness(LIMITS, missing)) {
            harness.open();
            harness.processElement("entry", 0);
            assertThatThrownBy(harness::endInput)
                    .isInstanceOf(DeliveryFailed.class)
                    .hasMessage("the.setting: there is no such thing");
        }
    }

    @Test
    void stateOfANewerVersionIsRefusedInWords() throws Exception {
        EntryState<String> state = new EntryState<>(new Told(LIMITS, DeliverySinkTest::again).form());
        byte[] bytes = state.serialize(org.apache.flink.connector.base.sink.writer.BufferedRequestState.emptyState());
        assertThat(state.deserialize(7, bytes).getBufferedRequestEntries()).isEmpty();
        var one = new org.apache.flink.connector.base.sink.writer.BufferedRequestState<>(
                List.of(new org.apache.flink.connector.base.sink.writer.RequestEntryWrapper<>("text", 4)));
        assertThatThrownBy(() -> state.deserialize(8, state.serialize(one)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 8");
    }
}
