package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void findsLiteralsAsStringDoes() {
        Random random = Seed.random("findsLiteralsAsStringDoes");
        for (int i = 0; i < 100_000; i++) {
            String text = letters(random, random.nextInt(40));
            String literal = letters(random, 1 + random.nextInt(4));
            int from = random.nextInt(text.length() + 1);
            Utf8 view = within(text, random.nextInt(9), literal);
            assertThat(view.indexOf(literal.getBytes(StandardCharsets.US_ASCII), from))
                    .as(() -> literal + " in " + text + " from " + from)
                    .isEqualTo(text.indexOf(literal, from));
        }
    }

    @Test
    void equalTextsAreEqualWhereverTheyStand() {
        Random random = Seed.random("equalTextsAreEqualWhereverTheyStand");
        for (int i = 0; i < 10_000; i++) {
            String text = letters(random, random.nextInt(40));
            Utf8 one = within(text, random.nextInt(9), "x");
            Utf8 other = within(text, random.nextInt(9), "yy");
            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(one.toString()).isEqualTo(text);
            assertThat(Utf8.of(text + "a")).isNotEqualTo(one);
        }
    }

    @Test
    void tellsAbsentFromEmpty() {
        Utf8 absent = new Utf8();
        Utf8 empty = Utf8.of("");
        assertThat(absent.isPresent()).isFalse();
        assertThat(empty.isPresent()).isTrue();
        assertThat(absent).isNotEqualTo(empty);
        assertThat(absent.isEmpty() && empty.isEmpty()).isTrue();
        assertThat(absent.length()).isZero();
        assertThat(absent.indexOf(new byte[] {1}, 0)).isEqualTo(-1);
        assertThat(absent.toByteArray()).isEmpty();
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static Utf8 within(String text, int offset, String behind) {
        byte[] bytes = ("a".repeat(offset) + text + behind).getBytes(StandardCharsets.US_ASCII);
        return new Utf8().set(bytes, offset, text.length());
    }
}
