package io.kanshi.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records put together by the Kinesis Producer Library and its relatives. */
final class AggregateTest {

    /** Field by field as the format's description has it: two keys, an explicit hash key, two records, one with a tag. */
    private static final String MESSAGE = "0a026b31" + "0a026b32" + "120130" + "1a070800" + "1a0361" + "6263" + "1a0c"
            + "0801" + "1000" + "1a0178" + "22030a0174";

    @Test
    void theMessageOfTheDescriptionIsTakenApart() {
        byte[] record = Aggregates.wrap(HexFormat.of().parseHex(MESSAGE));
        List<Aggregate.Part> parts = Aggregate.parts(record);
        assertThat(parts).isNotNull();
        assertThat(parts.stream().map(part -> part.partitionKey() + "=" + text(part)))
                .containsExactly("k1=abc", "k2=x");
    }

    @Test
    void whatWasPutTogetherComesApart() {
        byte[] record = Aggregates.of(List.of("a", "b", "a"), List.of("one", "", "three"));
        List<Aggregate.Part> parts = Aggregate.parts(record);
        assertThat(parts).isNotNull();
        assertThat(parts.stream().map(part -> part.partitionKey() + "=" + text(part)))
                .containsExactly("a=one", "b=", "a=three");
    }

    @Test
    void aDamagedAggregateIsARecordLikeAnyOther() {
        byte[] record = Aggregates.of(List.of("a", "b"), List.of("one", "two"));
        Dice dice = Seeds.diceFor("AggregateTest");
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = record.clone();
            damaged[dice.random().nextInt(damaged.length)] ^=
                    (byte) (1 + dice.random().nextInt(255));
            assertThat(Aggregate.parts(damaged)).isNull();
            assertThat(Aggregate.parts(Arrays.copyOf(record, dice.random().nextInt(record.length))))
                    .isNull();
        }
    }

    @Test
    void aMessageThatLiesIsARecordLikeAnyOther() {
        Dice dice = Seeds.diceFor("AggregateTest.lies");
        for (int i = 0; i < 20_000; i++) {
            byte[] message = new byte[dice.random().nextInt(40)];
            for (int at = 0; at < message.length; at++) {
                message[at] = (byte) dice.random().nextInt(256);
            }
            Aggregate.parts(Aggregates.wrap(message));
        }
        assertThat(Aggregate.parts(Aggregates.wrap(HexFormat.of().parseHex("1a0208051a00"))))
                .isNull();
    }

    private static String text(Aggregate.Part part) {
        return new String(part.data(), StandardCharsets.UTF_8);
    }
}
