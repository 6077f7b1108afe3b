package io.kanshi.kinesis.assignment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.seen.Sighting;
import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.ShardInfo;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parents before children, whatever happens to readers; and what children inherit. */
final class ShardTreeTest {

    private static final FirstShards ALL = new FirstShards(InitialPosition.TRIM_HORIZON, 0);

    private final ShardTree tree = new ShardTree(SeenBounds.USUAL);

    @Test
    void aChildWaitsForAllItsParentsAndHasSeenWhatTheyHave() {
        List<ShardInfo> listed = List.of(closed("1"), closed("2"), open("3", "1", "2"));
        tree.discover(listed, ALL);
        assertThat(ids(tree.give(1))).containsExactly("1", "2");
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        assertThat(tree.give(1)).isEmpty();
        tree.finish(0, finished("2", Phase.ENDED, frame(2)));
        ShardSplit child = only(tree.give(1));
        assertThat(child.shardId()).isEqualTo("3");
        assertThat(child.position()).isEqualTo(Position.START);
        assertThat(child.seen().copy().meet(frame(1), 9)).isEqualTo(Sighting.REPEAT);
        assertThat(child.seen().copy().meet(frame(2), 9)).isEqualTo(Sighting.REPEAT);
        assertThat(child.seen().copy().meet(frame(3), 9)).isEqualTo(Sighting.NEW);
        assertThat(tree.all())
                .as("nobody else needs it")
                .allMatch(shard -> shard.split().seen().lanes() == 0);
    }

    @Test
    void whatAParentHasSeenIsKeptUntilBothChildrenOfASplitHaveIt() {
        tree.discover(List.of(open("1")), ALL);
        tree.give(1);
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        tree.discover(List.of(closed("1"), open("2", "1")), ALL);
        assertThat(only(tree.give(1)).seen().lanes()).isEqualTo(1);
        tree.discover(List.of(closed("1"), open("2", "1"), open("3", "1")), ALL);
        assertThat(only(tree.give(1)).seen().lanes()).isEqualTo(1);
        assertThat(tree.all()).allMatch(shard -> shard.split().seen().lanes() == 0);
    }

    @Test
    void aParentThatIsNoLongerListedIsNotWaitedFor() {
        tree.discover(List.of(open("5", "1"), open("6", "2", "3")), ALL);
        assertThat(ids(tree.give(1))).containsExactly("5", "6");
    }

    @Test
    void latestPassesOverClosedShardsAndNotesTheTime() {
        FirstShards latest = new FirstShards(InitialPosition.LATEST, 1234);
        tree.discover(List.of(closed("1"), open("2", "1"), open("3", "1")), latest);
        Map<Integer, List<ShardSplit>> given = tree.give(1);
        assertThat(ids(given)).containsExactly("2", "3");
        assertThat(given.get(0)).allMatch(split -> split.position().equals(Position.at(1234)));
        tree.discover(List.of(closed("1"), open("2", "1"), closed("3", "1"), open("4", "3"), open("5", "3")), latest);
        tree.finish(0, finished("3", Phase.ENDED, frame(1)));
        assertThat(tree.give(1).get(0)).allMatch(split -> split.position().equals(Position.START));
    }

    @Test
    void childrenOfAShardThatWasStoppedAreNotRead() {
        tree.discover(List.of(closed("1"), closed("2", "1"), open("3", "1"), open("4", "2")), ALL);
        tree.give(1);
        tree.finish(0, finished("1", Phase.STOPPED, frame(1)));
        assertThat(tree.give(1)).isEmpty();
        assertThat(tree.isDone()).isTrue();
    }

    @Test
    void aShardThatARestartedReaderReadsAgainIsNotFinishedAnyMore() {
        tree.discover(List.of(closed("1"), open("2", "1"), open("3", "1")), ALL);
        tree.give(2);
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        List<ShardSplit> given =
                tree.give(2).values().stream().flatMap(List::stream).toList();
        assertThat(given).hasSize(2);

        given.forEach(tree::takeBack);
        tree.holds(0, Set.of("1"));
        tree.holds(1, Set.of());
        assertThat(tree.give(2)).as("its children wait again").isEmpty();
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        assertThat(ids(tree.give(2))).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    void aReaderThatLostAShardIsFoundOut() {
        tree.discover(List.of(open("1")), ALL);
        tree.give(1);
        assertThatThrownBy(() -> tree.holds(0, Set.of()))
                .hasMessage("reader 0 came back without shard 1, which it was given before the checkpoint");
    }

    @Test
    void finishedShardsAreForgottenWhenTheStreamForgetsThem() {
        tree.discover(List.of(closed("1"), open("2", "1"), open("3", "1")), ALL);
        tree.give(1);
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        tree.give(1);
        tree.discover(List.of(open("2", "1"), open("3", "1")), ALL);
        assertThat(tree.all()).hasSize(2);
    }

    @Test
    void shardsAreSpreadEvenlyAndAChildStaysWithItsParent() {
        List<ShardInfo> listed = new ArrayList<>();
        for (int i = 10; i < 20; i++) {
            listed.add(open("" + i));
        }
        tree.discover(listed, ALL);
        Map<Integer, List<ShardSplit>> given = tree.give(5);
        assertThat(given)
                .hasSize(5)
                .allSatisfy((reader, splits) -> assertThat(splits).hasSize(2));
        ShardSplit parent = requireNonNull(given.get(3)).get(0);
        tree.finish(3, parent);
        listed.add(open("20", parent.shardId()));
        listed.add(open("21", parent.shardId()));
        tree.discover(listed, ALL);
        assertThat(tree.give(5).get(3)).isNotEmpty();
    }

    @Test
    void itIsTheSameAfterACheckpoint() throws IOException {
        tree.discover(List.of(closed("1"), closed("2"), open("3", "1", "2"), open("4")), ALL);
        tree.give(1);
        tree.finish(0, finished("1", Phase.ENDED, frame(1)));
        AssignmentStateSerializer serializer = new AssignmentStateSerializer(SeenBounds.USUAL);
        AssignmentState state = serializer.deserialize(1, serializer.serialize(tree.state()));
        ShardTree restored = new ShardTree(SeenBounds.USUAL, state);
        assertThat(restored.unclaimed()).containsExactly("2", "4");
        restored.holds(0, Set.of("2"));
        restored.holds(1, Set.of("4"));
        assertThat(restored.unclaimed()).isEmpty();
        restored.finish(0, finished("2", Phase.ENDED, frame(2)));
        assertThat(only(restored.give(2)).seen().lanes()).isEqualTo(2);
    }

    /** Random reshards, finishes, failures of readers with or without a checkpoint: no child is given before its parents are finished. */
    @Test
    void noChildEverComesBeforeItsParents() {
        Dice dice = Seeds.diceFor("ShardTreeTest");
        for (int round = 0; round < 200; round++) {
            new RandomStream(dice).run();
        }
    }

    private static final class RandomStream {
        private final Dice dice;
        private final ShardTree tree = new ShardTree(SeenBounds.USUAL);
        private final Map<String, ShardInfo> shards = new HashMap<>();
        private final Map<String, ShardSplit> reading = new HashMap<>();
        private final Set<String> finished = new HashSet<>();
        private int next = 100;

        RandomStream(Dice dice) {
            this.dice = dice;
            add();
            add();
        }

        void run() {
            for (int step = 0; step < 60; step++) {
                switch (dice.random().nextInt(4)) {
                    case 0 -> reshard();
                    case 1 -> tree.discover(List.copyOf(shards.values()), ALL);
                    case 2 -> finishOne();
                    default -> fail();
                }
                tree.give(1).values().stream().flatMap(List::stream).forEach(this::given);
            }
        }

        private void given(ShardSplit split) {
            for (String parent : split.parents()) {
                assertThat(finished).contains(parent);
                assertThat(split.seen().copy().meet(frame(Integer.parseInt(parent)), 1))
                        .isEqualTo(Sighting.REPEAT);
            }
            assertThat(reading.put(split.shardId(), split)).isNull();
            assertThat(finished).doesNotContain(split.shardId());
        }

        private void add(String... parents) {
            String id = "" + next++;
            shards.put(id, open(id, parents));
        }

        private void reshard() {
            List<String> open = shards.values().stream()
                    .filter(ShardInfo::open)
                    .map(ShardInfo::id)
                    .sorted()
                    .toList();
            if (open.size() > 1 && dice.chance(0.5)) {
                shards.put(open.get(0), close(requireNonNull(shards.get(open.get(0)))));
                shards.put(open.get(1), close(requireNonNull(shards.get(open.get(1)))));
                add(open.get(0), open.get(1));
            } else {
                shards.put(open.get(0), close(requireNonNull(shards.get(open.get(0)))));
                add(open.get(0));
                add(open.get(0));
            }
        }

        private static ShardInfo close(ShardInfo info) {
            return new ShardInfo(info.id(), info.parents(), false);
        }

        private void finishOne() {
            List<String> ended = reading.keySet().stream()
                    .filter(id -> !requireNonNull(shards.get(id)).open())
                    .sorted()
                    .toList();
            if (!ended.isEmpty()) {
                ShardSplit split = requireNonNull(reading.remove(dice.pick(ended)));
                Seen seen = split.seen().copy();
                seen.meet(frame(Integer.parseInt(split.shardId())), 1);
                finished.add(split.shardId());
                tree.finish(0, new ShardSplit(split.shardId(), split.parents(), split.position(), Phase.ENDED, seen));
            }
        }

        /** The reader restarts; what it was given since the checkpoint, here some of all it has, comes back. */
        private void fail() {
            Set<String> held = new HashSet<>();
            for (String id : List.copyOf(reading.keySet())) {
                if (dice.chance(0.5)) {
                    tree.takeBack(requireNonNull(reading.remove(id)));
                } else {
                    held.add(id);
                }
            }
            tree.holds(0, held);
        }
    }

    private static FrameId frame(int boot) {
        return new FrameId("boot-" + boot, 0, 0);
    }

    private static ShardSplit finished(String id, Phase phase, FrameId frame) {
        Seen seen = new Seen(SeenBounds.USUAL);
        seen.meet(frame, 1);
        return new ShardSplit(id, List.of(), Position.after("9"), phase, seen);
    }

    private static ShardInfo open(String id, String... parents) {
        return new ShardInfo(id, List.of(parents), true);
    }

    private static ShardInfo closed(String id, String... parents) {
        return new ShardInfo(id, List.of(parents), false);
    }

    private static ShardSplit only(Map<Integer, List<ShardSplit>> given) {
        List<ShardSplit> splits = given.values().stream().flatMap(List::stream).toList();
        assertThat(splits).hasSize(1);
        return splits.get(0);
    }

    private static List<String> ids(Map<Integer, List<ShardSplit>> given) {
        return given.values().stream()
                .flatMap(List::stream)
                .map(ShardSplit::shardId)
                .toList();
    }
}
