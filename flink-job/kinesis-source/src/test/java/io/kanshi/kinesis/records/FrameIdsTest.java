package io.kanshi.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which frame a record is, however it is compressed and whatever it holds. */
final class FrameIdsTest {

    private static final FrameId ID = new FrameId("0a1b2c3d-0000-4000-8000-000000000001", 3, 4711);

    private final FrameIds ids = new FrameIds();

    @AfterEach
    void close() {
        ids.close();
    }

    @Test
    void framesAreRecognisedHoweverTheyAreCompressed() {
        byte[] plain = frame(200);
        assertThat(ids.of(plain)).isEqualTo(ID);
        assertThat(ids.of(Zstd.compress(plain))).isEqualTo(ID);
        assertThat(ids.of(Compression.GZIP.compress(plain))).isEqualTo(ID);
        assertThat(ids.of(frame(0))).as("a header alone").isEqualTo(ID);
        assertThat(ids.of(Zstd.compress(frame(0)))).isEqualTo(ID);
    }

    @Test
    void largeFramesAreRecognisedByTheirBeginning() {
        byte[] packed = Zstd.compress(frame(100_000));
        assertThat(ids.of(packed)).isEqualTo(ID);
        assertThat(ids.of(Arrays.copyOf(packed, packed.length - 100)))
                .as("the end is never looked at")
                .isEqualTo(ID);
    }

    @Test
    void aHeaderMayBeAZstdFrameOfItsOwn() {
        byte[] header = Zstd.compress(frame(0));
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] lines = Zstd.compress("{\"log\":\"x\"}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ids.of(concat(header, lines))).isEqualTo(ID);
        assertThat(ids.of(concat(skippable, header))).isEqualTo(ID);
    }

    @Test
    void whatHasNoHeaderIsNoFrame() {
        assertThat(ids.of(new byte[0])).isNull();
        assertThat(ids.of("{\"log\":\"kanshi\"}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(ids.of("plain text".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(ids.of(Zstd.compress("{\"log\":1}\n".getBytes(StandardCharsets.UTF_8))))
                .isNull();
        assertThat(ids.of("{\"kanshi\":2,\"boot\":\"b\",\"lane\":0,\"seq\":1,\"events\":0}"
                        .getBytes(StandardCharsets.UTF_8)))
                .as("an unknown version")
                .isNull();
    }

    @Test
    void noBytesMakeItThrow() {
        Dice dice = Seeds.diceFor("FrameIdsTest");
        byte[] packed = Zstd.compress(frame(50));
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = packed.clone();
            for (int hit = 0; hit < 1 + dice.random().nextInt(4); hit++) {
                damaged[dice.random().nextInt(damaged.length)] =
                        (byte) dice.random().nextInt(256);
            }
            ids.of(Arrays.copyOf(damaged, dice.random().nextInt(damaged.length + 1)));
        }
        assertThat(ids.of(packed)).as("and the next record is read").isEqualTo(ID);
    }

    private static byte[] frame(int lines) {
        try (FrameWriter writer = new FrameWriter()) {
            for (int i = 0; i < lines; i++) {
                byte[] line = ("{\"log\":\"line " + i * 7919L % 10_007 + "\"}").getBytes(StandardCharsets.UTF_8);
                writer.add(line, 0, line.length);
            }
            return writer.sealPlain(FrameHeader.of(ID.boot(), ID.lane(), ID.seq(), lines)
                    .withTotals(lines, 0, 0, 0)
                    .withSender("shop", "prod", "arn:aws:ecs:x", "t:1"));
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
