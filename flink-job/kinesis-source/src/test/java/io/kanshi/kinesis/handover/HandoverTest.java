package io.kanshi.kinesis.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.assignment.AssignmentState;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.testkit.sidecar.ReadFake;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moments between a shard's end and its children's beginning, one by one, with a checkpoint or a failure in each of them. */
final class HandoverTest {

    private final ReadFake fake = ReadFake.start("logs", 1, Clock.systemUTC());
    private final String parent = fake.openShards().get(0);
    private final List<HandJob> jobs = new ArrayList<>();
    private HandJob job = start(null, List.of());

    @BeforeEach
    void readTheParent() throws Exception {
        job.enumeratorContext.tick();
        job.settle();
        fake.put("k", "one".getBytes(UTF_8));
        job.pollUntil(() -> job.output.values.size() == 1);
        fake.split(parent);
        fake.put("k", "two".getBytes(UTF_8));
    }

    @AfterEach
    void close() throws Exception {
        for (HandJob started : jobs) {
            started.close();
        }
        fake.close();
    }

    private HandJob start(@Nullable AssignmentState state, List<ShardSplit> splits) {
        HandJob started = new HandJob(fake, HandJob.settings(fake, Long.MAX_VALUE), state, splits);
        jobs.add(started);
        return started;
    }

    @Test
    void aShardThatEndsBetweenTheTwoHalvesOfACheckpointIsInOneOfThem() throws Exception {
        AssignmentState enumerator = job.enumerator.snapshotState(1);
        List<SourceEvent> late = untilTheParentEnds();
        List<ShardSplit> reader = job.snapshotReader(1);
        job.deliver(late);
        job.settle();

        goOnFrom(enumerator, reader);
    }

    @Test
    void anEndedShardStaysInTheReadersCheckpointsUntilTheEnumeratorsHasIt() throws Exception {
        job.deliver(untilTheParentEnds());
        job.settle();
        pollUntilReleased();
        assertThat(ids(job.snapshotReader(1))).contains(parent);
        job.enumerator.snapshotState(2);
        assertThat(ids(job.snapshotReader(2))).contains(parent);
        job.enumerator.notifyCheckpointComplete(2);
        job.settle();
        assertThat(ids(job.snapshotReader(3))).doesNotContain(parent).hasSize(2);
    }

    @Test
    void aCheckpointWithTheEndedShardInTheReaderOnlyIsGoneOnFrom() throws Exception {
        job.deliver(untilTheParentEnds());
        AssignmentState enumerator = job.enumerator.snapshotState(1);
        List<ShardSplit> reader = job.snapshotReader(1);
        assertThat(reader).hasSize(1).first().extracting(ShardSplit::phase).isEqualTo(Phase.ENDED);

        goOnFrom(enumerator, reader);
    }

    @Test
    void aParentHoldsTheWatermarkUntilItsChildrenHaveAPlaceInIt() throws Exception {
        List<SourceEvent> ended = untilTheParentEnds();
        assertThat(job.output.outputs).containsExactly(parent);
        job.deliver(ended);
        job.settle();
        assertThat(job.output.outputs).hasSize(3);
        pollUntilReleased();
        assertThat(job.output.outputs).hasSize(2).doesNotContain(parent);
    }

    @Test
    void aRestoredShardThatHadEndedHoldsTheWatermarkOnlyUntilItsChildrenAreThere() throws Exception {
        AssignmentState enumerator = job.enumerator.snapshotState(1);
        untilTheParentEnds();
        List<ShardSplit> reader = job.snapshotReader(1);
        HandJob next = start(enumerator, reader);
        assertThat(next.output.outputs).containsExactly(parent);
        next.enumeratorContext.tick();
        next.settle();
        next.pollUntil(() -> !next.output.outputs.contains(parent));
        assertThat(next.output.outputs).hasSize(2);
    }

    @Test
    void aReaderThatRestartsAloneReadsTheParentAgainBeforeItsChildren() throws Exception {
        job.enumerator.snapshotState(1);
        List<ShardSplit> reader = job.snapshotReader(1);
        job.deliver(untilTheParentEnds());
        job.enumeratorContext.runCalls();
        List<ShardSplit> children = job.enumeratorContext.takeAssigned(0);
        assertThat(ids(children)).hasSize(2);

        job.output.values.clear();
        job.restartReader(reader, children);
        job.settle();
        assertThat(job.enumeratorContext.takeAssigned(0)).isEmpty();
        fake.put("k", "three".getBytes(UTF_8));
        job.deliver(untilTheParentEnds(job));
        job.settle();
        job.pollUntil(() -> job.output.values.size() == 2);
        assertThat(job.output.values).as("the parent had nothing more").containsExactly("two", "three");
    }

    /** Its task may have ended with the checkpoint, and a message that does not arrive fails the job. */
    @Test
    void aReaderThatHasNothingMoreToReadGetsNoMessageAfterTheLastCheckpoint() throws Exception {
        HandJob bounded = new HandJob(fake, HandJob.settings(fake, 1), null, List.of());
        jobs.add(bounded);
        bounded.enumeratorContext.tick();
        bounded.settle();
        List<SourceEvent> ended = untilTheParentEnds(bounded);
        bounded.enumerator.snapshotState(1);
        bounded.deliver(ended);
        bounded.settle();
        assertThat(bounded.enumeratorContext.noMoreSplits).containsExactly(0);

        bounded.enumerator.snapshotState(2);
        bounded.enumerator.notifyCheckpointComplete(2);

        assertThat(bounded.enumeratorContext.takeSent(0)).isEmpty();
    }

    /** Of an idle reader it would not count, and what only it completes would be gone: the last windows of a backfill. */
    @Test
    void anIdleReaderIsActiveAgainForTheLastWatermark() throws Exception {
        HandJob bounded = new HandJob(fake, HandJob.settings(fake, 1), null, List.of());
        jobs.add(bounded);
        bounded.enumeratorContext.tick();
        bounded.settle();
        bounded.deliver(untilTheParentEnds(bounded));
        bounded.settle();
        while (!bounded.output.idle) {
            assertThat(bounded.poll()).isNotEqualTo(InputStatus.END_OF_INPUT);
        }
        bounded.noMoreSplits();
        InputStatus status = bounded.poll();
        while (status != InputStatus.END_OF_INPUT) {
            status = bounded.poll();
        }
        assertThat(bounded.output.idle).isFalse();
    }

    private void goOnFrom(AssignmentState enumerator, List<ShardSplit> reader) throws Exception {
        HandJob next = start(enumerator, reader);
        next.enumeratorContext.tick();
        next.settle();
        next.pollUntil(() -> !next.output.values.isEmpty());
        assertThat(next.output.values).containsExactly("two");
    }

    /** Polls without delivering anything; the message that the parent has ended. */
    private List<SourceEvent> untilTheParentEnds() throws Exception {
        return untilTheParentEnds(job);
    }

    private static List<SourceEvent> untilTheParentEnds(HandJob job) throws Exception {
        List<SourceEvent> events = new ArrayList<>();
        job.pollUntil(() -> {
            events.addAll(job.takeReaderEvents());
            return !events.isEmpty();
        });
        assertThat(events).hasSize(1).first().isInstanceOf(ShardFinished.class);
        return events;
    }

    private void pollUntilReleased() throws Exception {
        while (job.output.outputs.contains(parent)) {
            if (job.poll() == InputStatus.NOTHING_AVAILABLE) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<String> ids(List<ShardSplit> splits) {
        return splits.stream().map(ShardSplit::shardId).toList();
    }
}
