package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void unescapesWhatItEscaped() {
        Random random = Seed.random("unescapesWhatItEscaped");
        String[] parts = {
            "a", "\"", "\\", "\n", "\t", "\r", "\u0000", "\u001f", "é", "監", "😀", "a longer piece of text", "\\u0041"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String escaped = escape(text.toString());
            assertThat(escaped.chars().noneMatch(c -> c < ' ')).isTrue();
            assertThat(unescape(escaped)).isEqualTo(text.toString());
        }
    }

    @Test
    void writesShortEscapes() {
        assertThat(escape("a\"b\\c\nd\te\rf\u0001g/")).isEqualTo("a\\\"b\\\\c\\nd\\te\\rf\\u0001g/");
    }

    @Test
    void replacesLoneSurrogates() {
        assertThat(unescape("\\ud83d")).isEqualTo("\ufffd");
        assertThat(unescape("\\ude00x")).isEqualTo("\ufffdx");
        assertThat(unescape("\\ud83d\\ud83d\\ude00")).isEqualTo("\ufffd😀");
        assertThat(unescape("\\ud83d\\\\ude00")).isEqualTo("\ufffd\\ude00");
    }

    @Test
    void writesNothingBehindItsRoom() {
        Random random = Seed.random("writesNothingBehindItsRoom");
        for (int i = 0; i < 1000; i++) {
            byte[] text = "\\n plain \\u00e9 text that is long \\\\ "
                    .repeat(1 + random.nextInt(3))
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] target = new byte[5 + text.length + 9];
            Arrays.fill(target, (byte) 7);
            JsonText.unescape(text, 0, text.length, target, 5);
            for (int j = 5 + text.length; j < target.length; j++) {
                assertThat(target[j]).isEqualTo((byte) 7);
            }
        }
    }

    private static String escape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonText.escape(bytes, 0, bytes.length, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[bytes.length];
        return new String(target, 0, JsonText.unescape(bytes, 0, bytes.length, target, 0), StandardCharsets.UTF_8);
    }
}
