package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The scanner against Jackson: the same texts are valid, and they hold the same tokens. Known differences: broken UTF-8 is none of
 * the scanner's business, and lone surrogates become U+FFFD (Jackson refuses them in keys and keeps them in values).
 */
class JsonScannerDifferentialTest {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScanner.MAX_DEPTH)
                    .build())
            .build();

    private final JsonScanner scanner = new JsonScanner();

    @Test
    void readsValidTextsAsJacksonDoes() throws IOException {
        Random random = Seed.random("readsValidTextsAsJacksonDoes");
        RandomJson json = new RandomJson(random);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = json.document().getBytes(StandardCharsets.UTF_8);
            List<String> tokens = scan(bytes, random.nextInt(20), random.nextInt(20));
            assertThat(tokens).as(() -> show(bytes)).isEqualTo(jackson(bytes)).doesNotContain("BROKEN");
        }
    }

    @Test
    void judgesDamagedTextsAsJacksonDoes() throws IOException {
        Random random = Seed.random("judgesDamagedTextsAsJacksonDoes");
        RandomJson json = new RandomJson(random);
        for (int i = 0; i < 60_000; i++) {
            same(json.damaged(json.document().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void judgesRandomBytesAsJacksonDoes() throws IOException {
        Random random = Seed.random("judgesRandomBytesAsJacksonDoes");
        byte[] alphabet = "{}[],:\"\\ \n0123-.eE".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(8) == 0 ? bytes[j] : alphabet[random.nextInt(alphabet.length)];
            }
            same(bytes);
        }
    }

    private void same(byte[] bytes) throws IOException {
        if (isUtf8(bytes) && !hasSurrogates(bytes)) {
            assertThat(scan(bytes, 3, 3)).as(() -> show(bytes)).isEqualTo(jackson(bytes));
        } else {
            scan(bytes, 0, 0);
        }
    }

    /** The tokens, each with its text; the text stands between other bytes, which must not be looked at. */
    private List<String> scan(byte[] text, int before, int behind) {
        byte[] bytes = new byte[before + text.length + behind];
        Arrays.fill(bytes, (byte) '"');
        System.arraycopy(text, 0, bytes, before, text.length);
        scanner.reset(bytes, before, before + text.length);
        List<String> tokens = new ArrayList<>();
        while (true) {
            JsonScanner.Token token = scanner.next();
            switch (token) {
                case KEY, STRING -> tokens.add(token + " " + unescaped(bytes));
                case NUMBER -> tokens.add("NUMBER " + raw(bytes));
                case BROKEN -> {
                    assertThat(scanner.error()).isNotEmpty();
                    return List.of("BROKEN");
                }
                case END -> {
                    return tokens;
                }
                default -> tokens.add(token.name());
            }
        }
    }

    private String raw(byte[] bytes) {
        return new String(
                bytes, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), StandardCharsets.UTF_8);
    }

    private String unescaped(byte[] bytes) {
        byte[] text = new byte[scanner.valueEnd() - scanner.valueStart()];
        int end = JsonText.unescape(bytes, scanner.valueStart(), scanner.valueEnd(), text, 0);
        String unescaped = new String(text, 0, end, StandardCharsets.UTF_8);
        if (!scanner.escaped()) {
            assertThat(unescaped).isEqualTo(raw(bytes));
        }
        return unescaped;
    }

    private static List<String> jackson(byte[] bytes) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(describe(token, parser));
            }
        } catch (JsonProcessingException e) {
            return List.of("BROKEN");
        }
        return tokens;
    }

    private static String describe(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> "OBJECT_START";
            case END_OBJECT -> "OBJECT_END";
            case START_ARRAY -> "ARRAY_START";
            case END_ARRAY -> "ARRAY_END";
            case FIELD_NAME -> "KEY " + withoutLoneSurrogates(parser.getText());
            case VALUE_STRING -> "STRING " + withoutLoneSurrogates(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER " + parser.getText();
            case VALUE_TRUE -> "TRUE";
            case VALUE_FALSE -> "FALSE";
            case VALUE_NULL -> "NULL";
            default -> throw new AssertionError(token);
        };
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean hasSurrogates(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .contains("\\ud");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String show(byte[] bytes) {
        return "<" + new String(bytes, StandardCharsets.UTF_8) + ">";
    }
}
