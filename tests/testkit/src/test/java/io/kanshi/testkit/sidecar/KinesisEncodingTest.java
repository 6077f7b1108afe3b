package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hand-written readers and writers of JSON and CBOR: what one writes the other reads, and broken bytes are refused cleanly. */
final class KinesisEncodingTest {

    private final Dice dice = Seeds.diceFor("KinesisEncodingTest");

    @Test
    void whatIsWrittenIsRead() {
        for (int round = 0; round < 300; round++) {
            Object value = value(0);
            for (KinesisEncoding encoding : KinesisEncoding.values()) {
                assertThat(encoding.read(encoding.write(value)))
                        .as(encoding.name())
                        .isEqualTo(value);
            }
        }
    }

    /** Examples of RFC 8949, appendix A. */
    @Test
    void cborAsInItsSpecification() {
        assertThat(cbor("1903e8")).isEqualTo(1000L);
        assertThat(cbor("1b000000e8d4a51000")).isEqualTo(1_000_000_000_000L);
        assertThat(cbor("3903e7")).isEqualTo(-1000L);
        assertThat(cbor("fb3ff199999999999a")).isEqualTo(1.1);
        assertThat(cbor("fa47c35000")).isEqualTo(100_000.0);
        assertThat(cbor("f6")).isEqualTo(Optional.empty());
        assertThat(cbor("c11a514b67b0")).isEqualTo(1_363_896_240L);
        assertThat(cbor("5f42010243030405ff")).isEqualTo(new byte[] {1, 2, 3, 4, 5});
        assertThat(cbor("7f657374726561646d696e67ff")).isEqualTo("streaming");
        assertThat(cbor("9f0182020380ff")).isEqualTo(List.of(1L, List.of(2L, 3L), List.of()));
        assertThat(cbor("bf61610161629f0203ffff")).isEqualTo(Map.of("a", 1L, "b", List.of(2L, 3L)));
    }

    @Test
    void everyCutIsRefused() {
        Map<String, Object> request =
                Map.of("Records", List.of(Map.of("Data", "x", "n", 70_000L)), "StreamName", "logs");
        for (KinesisEncoding encoding : KinesisEncoding.values()) {
            byte[] whole = encoding.write(request);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> encoding.read(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = dice.bytes(dice.between(1, 40));
            for (KinesisEncoding encoding : KinesisEncoding.values()) {
                try {
                    encoding.read(bytes);
                } catch (IllegalArgumentException expected) {
                    assertThat(expected).hasMessageMatching("(?s)(CBOR|JSON|For input).*");
                }
            }
        }
        assertThatThrownBy(() -> cbor("81".repeat(100) + "01")).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> cbor("5a7fffffff00")).hasMessageContaining("length 2147483647");
    }

    private static Object cbor(String hex) {
        return CborReader.read(HexFormat.of().parseHex(hex));
    }

    private Object value(int depth) {
        return switch (dice.between(0, depth > 3 ? 2 : 4)) {
            case 0 -> dice.random().nextLong() >> dice.between(0, 63);
            case 1 -> dice.chance(0.5);
            case 2 -> dice.pick("", "plain", "\"\\\n\u0001", "é 監視 😀").repeat(dice.between(1, 100));
            case 3 -> {
                List<Object> list = new ArrayList<>();
                for (int i = dice.between(0, 30); i > 0; i--) {
                    list.add(value(depth + 2));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = dice.between(0, 5); i > 0; i--) {
                    map.put("key " + i, value(depth + 1));
                }
                yield map;
            }
        };
    }
}
