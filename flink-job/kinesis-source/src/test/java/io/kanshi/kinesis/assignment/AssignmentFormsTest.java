package io.kanshi.kinesis.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.split.ShardSplit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The enumerator in a checkpoint. The bytes of version 1 are kept: whatever comes later must still read them. */
final class AssignmentFormsTest {

    private final AssignmentStateSerializer serializer = new AssignmentStateSerializer(SeenBounds.USUAL);

    @Test
    void theBytesOfVersionOneAreRead() throws IOException {
        AssignmentState read = serializer.deserialize(1, resource());
        assertThat(read.discovered()).isTrue();
        assertThat(read.shards()).hasToString(state().shards().toString());
        assertThat(read.shards().get(0).split().seen())
                .hasToString(state().shards().get(0).split().seen().toString());
    }

    @Test
    void versionOneIsWhatIsWritten() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(state())))
                .isEqualTo(HexFormat.of().formatHex(resource()));
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .hasMessage("the enumerator in a checkpoint must be of version 1: 2");
    }

    private static AssignmentState state() {
        Seen seen = new Seen(SeenBounds.USUAL);
        seen.meet(new FrameId("0a1b2c3d-0000-4000-8000-000000000001", 0, 17), 1_767_225_600_000L);
        Seen nothing = new Seen(SeenBounds.USUAL);
        return new AssignmentState(
                true,
                List.of(
                        shard(Stage.FINISHED, "shardId-1", List.of(), Position.after("4959"), Phase.ENDED, seen),
                        shard(Stage.READING, "shardId-2", List.of(), Position.START, Phase.READING, nothing),
                        shard(
                                Stage.WAITING,
                                "shardId-3",
                                List.of("shardId-1", "shardId-2"),
                                Position.at(1_767_225_600_000L),
                                Phase.READING,
                                nothing)));
    }

    private static KnownShard shard(
            Stage stage, String id, List<String> parents, Position position, Phase phase, Seen seen) {
        return new KnownShard(stage, new ShardSplit(id, parents, position, phase, seen), KnownShard.NOBODY);
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = AssignmentFormsTest.class.getResourceAsStream("/checkpoints/enumerator-v1.hex")) {
            assertThat(in).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
