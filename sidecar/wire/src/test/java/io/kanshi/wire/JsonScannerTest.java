package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.JsonScanner.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private final JsonScanner scanner = new JsonScanner();

    private void reset(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scanner.reset(bytes, 0, bytes.length);
    }

    private Token last() {
        Token token = scanner.next();
        while (token != Token.END && token != Token.BROKEN) {
            token = scanner.next();
        }
        return token;
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512})
    void readsDeepNesting(int depth) {
        reset("[".repeat(depth) + "]".repeat(depth));
        assertThat(last()).isEqualTo(Token.END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesToNestAThousandLevelsDeep(String open) {
        reset(open.repeat(1000) + "1");
        assertThat(last()).isEqualTo(Token.BROKEN);
        assertThat(scanner.error()).isEqualTo("nested deeper than 512");
        assertThat(scanner.next()).isEqualTo(Token.BROKEN);
    }

    @Test
    void readsAStringOfTenMegabytes() {
        byte[] bytes = new byte[10 << 20];
        Arrays.fill(bytes, (byte) 'x');
        bytes[0] = '"';
        bytes[bytes.length - 1] = '"';
        scanner.reset(bytes, 0, bytes.length);
        assertThat(scanner.next()).isEqualTo(Token.STRING);
        assertThat(scanner.valueEnd() - scanner.valueStart()).isEqualTo(bytes.length - 2);
        assertThat(scanner.next()).isEqualTo(Token.END);
    }

    @Test
    void givesConcatenatedValuesOneByOne() {
        reset("{\"a\":1}{\"b\":2}\n[3]\"x\"\"y\"4 true\tnull");
        List<Token> tokens = new ArrayList<>();
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            assertThat(token).isNotEqualTo(Token.BROKEN);
            scanner.skip(token);
            tokens.add(token);
        }
        assertThat(tokens)
                .containsExactly(
                        Token.OBJECT_START,
                        Token.OBJECT_START,
                        Token.ARRAY_START,
                        Token.STRING,
                        Token.STRING,
                        Token.NUMBER,
                        Token.TRUE,
                        Token.NULL);
    }

    @Test
    void skipsAValueAndSpansIt() {
        String text = "{\"a\":{\"b\":[1,{\"c\":\"}\"}]},\"d\":2}";
        reset(text);
        scanner.next();
        scanner.next();
        Token token = scanner.next();
        assertThat(scanner.skip(token)).isTrue();
        assertThat(text.substring(scanner.valueStart(), scanner.valueEnd())).isEqualTo("{\"b\":[1,{\"c\":\"}\"}]}");
        assertThat(scanner.next()).isEqualTo(Token.KEY);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"a\":1`|the text ends inside a value",
                "`\"abc`|the text ends inside a string",
                "`\"a\\`|unknown escape",
                "`\"a\\u12`|unknown escape",
                "`\"a\\x\"`|unknown escape",
                "`\"a\tb\"`|raw control character in a string",
                "`{\"a\"1}`|expected :",
                "`{a:1}`|expected a key",
                "`{\"a\":1,}`|expected a key",
                "`[1,]`|expected a value",
                "`[1 2]`|expected , or ]",
                "`{\"a\":1 \"b\":2}`|expected , or }",
                "`01`|broken number",
                "`[1.]`|broken number",
                "`tru`|expected a value",
                "`truefalse`|expected a value",
                "`1{}`|broken number",
                "`}`|expected a value"
            })
    void saysWhatIsBroken(String text, String error) {
        reset(text);
        assertThat(last()).isEqualTo(Token.BROKEN);
        assertThat(scanner.error()).isEqualTo(error);
    }

    @Test
    void isReusedAfterBrokenInput() {
        reset("{{");
        assertThat(last()).isEqualTo(Token.BROKEN);
        reset("{}");
        assertThat(last()).isEqualTo(Token.END);
    }
}
