package io.kanshi.kinesis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a reader may let go of a finished shard. */
final class FinishLedgerTest {

    private final FinishLedger ledger = new FinishLedger();

    @Test
    void childrenAreLookedForAfterTheShardHasFinished() {
        ledger.finished(3, "a", 7);
        assertThat(ledger.lookEnded(7)).as("it had begun before").isEmpty();
        assertThat(ledger.awaitsChildren()).isTrue();
        assertThat(ledger.lookEnded(8)).isEqualTo(Map.of(3, Set.of("a")));
        assertThat(ledger.awaitsChildren()).isFalse();
        assertThat(ledger.lookEnded(9)).isEmpty();
    }

    @Test
    void aShardIsRecordedByACompletedCheckpointThatBeganLater() {
        ledger.checkpointed(1);
        ledger.finished(0, "a", 0);
        ledger.checkpointed(2);
        ledger.finished(1, "b", 0);
        ledger.checkpointed(3);
        assertThat(ledger.checkpointCompleted(1)).isEmpty();
        assertThat(ledger.checkpointCompleted(3)).isEqualTo(Map.of(0, Set.of("a"), 1, Set.of("b")));
        assertThat(ledger.checkpointCompleted(2)).isEmpty();
    }

    @Test
    void aCheckpointThatFailedRecordsNothing() {
        ledger.finished(0, "a", 0);
        ledger.checkpointed(1);
        ledger.checkpointed(2);
        assertThat(ledger.checkpointCompleted(2)).isEqualTo(Map.of(0, Set.of("a")));
    }

    @Test
    void aShardThatIsReadAgainIsNotRecorded() {
        ledger.finished(0, "a", 0);
        ledger.finished(1, "b", 0);
        ledger.checkpointed(1);
        ledger.forget("a");
        ledger.lost(1);
        assertThat(ledger.checkpointCompleted(1)).isEmpty();
        assertThat(ledger.lookEnded(5)).isEmpty();
        ledger.finished(0, "a", 5);
        ledger.checkpointed(2);
        assertThat(ledger.checkpointCompleted(2)).isEqualTo(Map.of(0, Set.of("a")));
    }
}
