package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameTest {

    private final FrameWriter writer = new FrameWriter();
    private final Unpacker unpacker = new Unpacker();

    @AfterEach
    void close() {
        writer.close();
        unpacker.close();
    }

    private static FrameHeader header(int events, String service) {
        return FrameHeader.of("boot", 0, 5, events).withTotals(9, 0, 0, 0).withSender(service, null, null, null);
    }

    private void add(String line) {
        byte[] bytes = (">" + line + "<").getBytes(StandardCharsets.UTF_8);
        writer.add(bytes, 1, bytes.length - 2);
    }

    private String unpacked(byte[] frame) {
        assertThat(unpacker.unpack(frame, 0, frame.length)).isEqualTo(Unpacker.Outcome.UNPACKED);
        return new String(
                unpacker.bytes(), unpacker.start(), unpacker.end() - unpacker.start(), StandardCharsets.UTF_8);
    }

    @Test
    void aFrameIsItsHeaderAndItsLines() {
        add("{\"log\":\"a\"}");
        add("{\"log\":\"é\"}");
        assertThat(writer.events()).isEqualTo(2);
        assertThat(writer.size())
                .isEqualTo("{\"log\":\"a\"}\n{\"log\":\"é\"}\n".getBytes(StandardCharsets.UTF_8).length);
        byte[] frame = writer.seal(header(2, "shop"));
        String head = new String(FrameHeaderJson.write(header(2, "shop")), StandardCharsets.UTF_8);
        assertThat(unpacked(frame)).isEqualTo(head + "{\"log\":\"a\"}\n{\"log\":\"é\"}\n");
        assertThat(frame).startsWith(0x28, 0xb5, 0x2f, 0xfd);
        assertThat(writer.events()).isZero();
        assertThat(writer.size()).isZero();
    }

    @Test
    void aPlainFrameHoldsTheSame() {
        add("{}");
        byte[] plain = writer.sealPlain(header(1, "shop"));
        add("{}");
        assertThat(unpacked(writer.seal(header(1, "shop")))).isEqualTo(new String(plain, StandardCharsets.UTF_8));
    }

    @Test
    void aHeaderAloneIsAFrame() {
        assertThat(unpacked(writer.seal(header(0, "shop")))).endsWith("}\n").hasLineCount(1);
    }

    @Test
    void aHeaderLongerThanItsRoomMovesTheLines() {
        add("{\"log\":\"a\"}");
        String service = "s".repeat(200_000);
        String text = unpacked(writer.seal(header(1, service)));
        assertThat(text).endsWith("}\n{\"log\":\"a\"}\n").contains(service);
        add("{}");
        assertThat(unpacked(writer.seal(header(1, "shop")))).endsWith("}\n{}\n").hasLineCount(2);
    }

    @Test
    void refusesAHeaderThatCountsWrong() {
        add("{}");
        assertThatThrownBy(() -> writer.seal(header(2, "shop"))).hasMessage("header.events must be 1: 2");
    }

    @Test
    void randomLinesComeBackInOrder() {
        Random random = Seed.random("randomLinesComeBackInOrder");
        for (int round = 0; round < 30; round++) {
            StringBuilder expected = new StringBuilder();
            int lines = random.nextInt(300);
            for (int i = 0; i < lines; i++) {
                String line = "{\"n\":" + i + ",\"log\":\"" + "é".repeat(random.nextInt(2000)) + "\"}";
                add(line);
                expected.append(line).append('\n');
            }
            String text = unpacked(writer.seal(header(lines, "shop")));
            assertThat(text.substring(text.indexOf('\n') + 1)).isEqualTo(expected.toString());
        }
    }

    @Test
    void aDamagedFrameIsNoticed() {
        Random random = Seed.random("aDamagedFrameIsNoticed");
        for (int i = 0; i < 200; i++) {
            add("{\"log\":\"" + "the same text over and over " + random.nextLong() + "\"}");
        }
        byte[] frame = writer.seal(header(200, "shop"));
        byte[] content = Zstd.decompress(frame);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = frame.clone();
            damaged[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            if (unpacker.unpack(damaged, 0, damaged.length) == Unpacker.Outcome.UNPACKED) {
                byte[] result = Arrays.copyOfRange(unpacker.bytes(), unpacker.start(), unpacker.end());
                assertThat(Arrays.equals(result, content) || Arrays.equals(result, damaged))
                        .isTrue();
            }
        }
    }
}
