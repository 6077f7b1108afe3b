package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderJsonTest {

    private static final FrameHeader FULL = FrameHeader.of("b-1", 2, 17, 412)
            .withTotals(80213, 120, 3, 31)
            .withSender("shop", "prod", "arn:aws:ecs:eu-west-1:1:task/prod/ab", "shop:12");

    private static final FrameHeader PROMISING =
            new FrameHeader(1, "b-1", 0, 1, 0, 5, 0, 0, 0, 10_000, "shop", null, null, null);

    private static ParsedHeader read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return FrameHeaderJson.read(bytes, 0, bytes.length);
    }

    private static String written(FrameHeader header) {
        return new String(FrameHeaderJson.write(header), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheKeysOfTheContractInTheirOrder() {
        assertThat(written(FULL))
                .isEqualTo("{\"kanshi\":1,\"boot\":\"b-1\",\"lane\":2,\"seq\":17,\"events\":412,\"received\":80213,"
                        + "\"joined\":120,\"shed\":3,\"held\":31,\"service\":\"shop\",\"ecs_cluster\":\"prod\","
                        + "\"ecs_task_arn\":\"arn:aws:ecs:eu-west-1:1:task/prod/ab\","
                        + "\"ecs_task_definition\":\"shop:12\"}\n");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(read(written(FULL).strip())).isEqualTo(new ParsedHeader.Valid(FULL));
        FrameHeader bare = FrameHeader.of("監視\"\\\n", 0, 0, 0);
        assertThat(read(written(bare).strip())).isEqualTo(new ParsedHeader.Valid(bare));
    }

    @Test
    void saysWhenTheNextFrameComesOrThatNoneWill() {
        assertThat(written(PROMISING)).contains(",\"held\":0,\"next_within_ms\":10000,\"service\"");
        assertThat(read(written(PROMISING).strip())).isEqualTo(new ParsedHeader.Valid(PROMISING));
        assertThat(read(written(PROMISING).strip().replace("10000", "0")))
                .isInstanceOfSatisfying(
                        ParsedHeader.Valid.class,
                        valid -> assertThat(valid.header().nextWithinMillis()).isEqualTo(FrameHeader.LAST));
        assertThat(FULL.nextWithinMillis()).isEqualTo(FrameHeader.NO_PROMISE);
    }

    @Test
    void ignoresUnknownKeysWhateverTheyHold() {
        String line = written(FULL).strip().replace(",\"lane\"", ",\"new\":{\"boot\":[1,{}]},\"x\":null,\"lane\"");
        assertThat(read(line)).isEqualTo(new ParsedHeader.Valid(FULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "[{\"kanshi\":1}]",
                "{\"boot\":\"b\",\"kanshi\":1}",
                "{\"kanshi\":\"1\"}",
                "{\"kanshi\":{\"a\":1}}",
                "{\"Kanshi\":1}",
                "{\"kanshi"
            })
    void anythingElseIsAnEvent(String line) {
        assertThat(read(line)).isInstanceOf(ParsedHeader.Absent.class);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "0,0", "999,999"})
    void tellsAnUnknownVersionWithoutReadingOn(String version, long expected) {
        assertThat(read("{\"kanshi\":" + version + ",\"lane\":\"left\""))
                .isEqualTo(new ParsedHeader.UnknownVersion(expected));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"kanshi\":1}|frame header lacks boot",
                "{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":1}|frame header lacks events",
                "{\"kanshi\":1,\"boot\":7}|frame header's boot must be a string",
                "{\"kanshi\":1,\"boot\":\"b\",\"lane\":-1}|frame header's lane must be a whole number",
                "{\"kanshi\":1.5}|frame header's kanshi must be a whole number",
                "{\"kanshi\":1,\"seq\":1234567890123456789}|frame header's seq must be a whole number of at most 18 digits",
                "{\"kanshi\":1,\"boot\":\"b\",\"lane\":2147483648,\"seq\":1,\"events\":1}|frame header's lane must be at most 2147483647: 2147483648",
                "{\"kanshi\":1,\"boot\":\"b\"|frame header is no JSON object: the text ends inside a value",
                "{\"kanshi\":1,\"boot\":\"b\"} x|frame header is no JSON object: expected a value",
                "{\"kanshi\":1,\"boot\":\"b\"}{}|frame header is no JSON object: text follows it on its line"
            })
    void saysWhatIsBroken(String line, String reason) {
        assertThat(read(line)).isEqualTo(new ParsedHeader.Broken(reason));
    }

    @Test
    void neverThrowsOnDamage() {
        Random random = Seed.random("neverThrowsOnDamage");
        RandomJson json = new RandomJson(random);
        byte[] header = written(FULL).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = json.damaged(header);
            assertThat(FrameHeaderJson.read(damaged, 0, damaged.length)).isNotNull();
        }
    }
}
