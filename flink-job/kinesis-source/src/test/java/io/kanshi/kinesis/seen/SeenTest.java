package io.kanshi.kinesis.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shard remembers, and how much of it. */
final class SeenTest {

    private static final SeenBounds SMALL = new SeenBounds(3, 8, Duration.ofMinutes(10));
    private static final String UUID = "0a1b2c3d-0000-4000-8000-000000000001";

    private final Seen seen = new Seen(SMALL);

    @Test
    void aFrameIsToldByBootLaneAndSeqTogether() {
        assertThat(meet(seen, UUID, 0, 0, 1)).isEqualTo(Sighting.NEW);
        assertThat(meet(seen, UUID, 1, 0, 2)).isEqualTo(Sighting.NEW);
        assertThat(meet(seen, "other", 0, 0, 3)).isEqualTo(Sighting.NEW);
        assertThat(meet(seen, UUID, 0, 0, 4)).isEqualTo(Sighting.REPEAT);
        assertThat(meet(seen, UUID, 1, 0, 5)).isEqualTo(Sighting.REPEAT);
    }

    @Test
    void theLaneThatIsQuietForLongestIsForgottenFirst() {
        meet(seen, "a", 0, 0, 1);
        meet(seen, "b", 0, 0, 2);
        meet(seen, "c", 0, 0, 3);
        meet(seen, "a", 0, 1, 4);
        meet(seen, "d", 0, 0, 5);
        assertThat(seen.lanes()).isEqualTo(3);
        assertThat(seen.takeForgotten()).isEqualTo(1);
        assertThat(seen.takeForgotten()).isZero();
        assertThat(meet(seen, "a", 0, 0, 6)).isEqualTo(Sighting.REPEAT);
        assertThat(meet(seen, "b", 0, 0, 7)).as("b was forgotten").isEqualTo(Sighting.NEW);
    }

    @Test
    void aLaneThatIsQuietForTooLongIsForgotten() {
        meet(seen, "a", 0, 0, 0);
        meet(seen, "b", 0, 0, SMALL.quiet().toMillis() + 1);
        assertThat(seen.lanes()).isEqualTo(1);
        assertThat(meet(seen, "a", 0, 0, SMALL.quiet().toMillis() + 2)).isEqualTo(Sighting.NEW);
    }

    @Test
    void aChildHasSeenWhatItsParentsHave() {
        Seen other = new Seen(SMALL);
        meet(seen, UUID, 0, 0, 10);
        meet(seen, "old", 0, 0, 5);
        meet(other, UUID, 0, 1, 20);
        meet(other, "b", 0, 0, 21);
        meet(other, "c", 0, 0, 22);
        Seen child = Seen.union(List.of(seen, other), SMALL);
        assertThat(child.lanes()).isEqualTo(3);
        assertThat(meet(child, UUID, 0, 0, 30)).isEqualTo(Sighting.REPEAT);
        assertThat(meet(child, UUID, 0, 1, 31)).isEqualTo(Sighting.REPEAT);
        assertThat(meet(child, UUID, 0, 2, 32)).isEqualTo(Sighting.NEW);
        assertThat(meet(child, "c", 0, 0, 33)).isEqualTo(Sighting.REPEAT);
        assertThat(meet(seen, UUID, 0, 2, 34))
                .as("the parent's own is untouched")
                .isEqualTo(Sighting.NEW);
    }

    @Test
    void itIsTheSameAfterACheckpoint() throws IOException {
        meet(seen, UUID, 2, 7, 10);
        meet(seen, "NO-UUID", 0, Long.MAX_VALUE - 1, 11);
        meet(seen, "c", 0, 0, 12);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        seen.write(new DataOutputStream(bytes));
        Seen again = Seen.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), SMALL);
        assertThat(again).hasToString(seen.toString());
        assertThat(meet(again, UUID, 2, 7, 13)).isEqualTo(Sighting.REPEAT);
        meet(again, "d", 0, 0, 14);
        assertThat(meet(again, "NO-UUID", 0, Long.MAX_VALUE - 1, 15))
                .as("the order is kept, so the quietest went")
                .isEqualTo(Sighting.NEW);
    }

    @Test
    void aFullShardTakesLessThanAMebibyteInACheckpoint() throws IOException {
        Seen full = new Seen(SeenBounds.USUAL);
        for (int lane = 0; lane < SeenBounds.USUAL.lanes(); lane++) {
            full.meet(new FrameId(new java.util.UUID(lane, lane).toString(), 0, 0), lane);
            full.meet(new FrameId(new java.util.UUID(lane, lane).toString(), 0, 2), lane);
            full.meet(new FrameId(new java.util.UUID(lane, lane).toString(), 0, 4), lane);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        full.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(1 << 20);
        SeenBounds three = new SeenBounds(SeenBounds.USUAL.lanes(), 3, Duration.ofHours(1));
        assertThat(bytes.size()).isLessThanOrEqualTo((int) three.mostBytes() + 4);
    }

    private static Sighting meet(Seen seen, String boot, int lane, long seq, long millis) {
        return seen.meet(new FrameId(boot, lane, seq), millis);
    }
}
