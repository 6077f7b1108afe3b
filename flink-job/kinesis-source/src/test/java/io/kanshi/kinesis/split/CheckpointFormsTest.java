package io.kanshi.kinesis.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shard in a checkpoint. The bytes of version 1 are kept: whatever comes later must still read them. */
final class CheckpointFormsTest {

    private final ShardSplitSerializer serializer = new ShardSplitSerializer(SeenBounds.USUAL);

    @Test
    void theBytesOfVersionOneAreRead() throws IOException {
        assertSame(serializer.deserialize(1, resource("shard-v1.hex")), split());
    }

    @Test
    void versionOneIsWhatIsWritten() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(split())))
                .isEqualTo(HexFormat.of().formatHex(resource("shard-v1.hex")));
    }

    @Test
    void everyPositionAndPhaseIsTheSameAfterwards() throws IOException {
        List<Position> positions =
                List.of(Position.START, Position.at(17), Position.after("4959"), Position.within("4959", 3));
        for (Position position : positions) {
            for (Phase phase : Phase.values()) {
                ShardSplit split = new ShardSplit("s", List.of(), position, phase, new Seen(SeenBounds.USUAL));
                assertSame(serializer.deserialize(1, serializer.serialize(split)), split);
            }
        }
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .hasMessage("a shard in a checkpoint must be of version 1: 2");
    }

    private static ShardSplit split() {
        Seen seen = new Seen(SeenBounds.USUAL);
        for (long seq : new long[] {0, 1, 2, 5, 6, 9}) {
            seen.meet(new FrameId("0a1b2c3d-0000-4000-8000-000000000001", 2, seq), 1_767_225_600_000L + seq);
        }
        seen.meet(new FrameId("not-a-uuid", 0, 4711), 1_767_225_700_000L);
        return new ShardSplit(
                "shardId-000000000007",
                List.of("shardId-000000000003", "shardId-000000000004"),
                Position.within("49590338271490256608559692538361571095921575989136588898", 12),
                Phase.ENDED,
                seen);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CheckpointFormsTest.class.getResourceAsStream("/checkpoints/" + name)) {
            assertThat(in).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    private static void assertSame(ShardSplit read, ShardSplit written) {
        assertThat(read).usingRecursiveComparison().ignoringFields("seen").isEqualTo(written);
        assertThat(read.seen()).hasToString(written.seen().toString());
    }
}
