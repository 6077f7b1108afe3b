package io.kanshi.kinesis.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Numbers nearly in order, against a plain set of them. */
final class SeqRunsTest {

    private static final int PLENTY = 10_000;

    @Test
    void aNumberIsNewOnceWhateverTheOrder() throws IOException {
        Dice dice = Seeds.diceFor("SeqRunsTest");
        for (int round = 0; round < 200; round++) {
            SeqRuns runs = new SeqRuns();
            Set<Long> model = new TreeSet<>();
            long next = dice.random().nextInt(1_000);
            for (int i = 0; i < 300; i++) {
                long seq = dice.chance(0.7)
                        ? next++
                        : Math.max(
                                0,
                                next - dice.random().nextInt(50) + dice.random().nextInt(20));
                Sighting expected = model.add(seq) ? Sighting.NEW : Sighting.REPEAT;
                assertThat(runs.add(seq, PLENTY)).as("%s in %s", seq, model).isEqualTo(expected);
                runs = dice.chance(0.02) ? again(runs) : runs;
            }
        }
    }

    @Test
    void aUnionHasSeenWhatEitherHas() {
        Dice dice = Seeds.diceFor("SeqRunsTest.union");
        for (int round = 0; round < 500; round++) {
            SeqRuns one = new SeqRuns();
            SeqRuns other = new SeqRuns();
            Set<Long> model = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long seq = dice.random().nextInt(80);
                (dice.chance(0.5) ? one : other).add(seq, PLENTY);
                model.add(seq);
            }
            SeqRuns before = other.copy();
            one.addAll(other, PLENTY);
            assertThat(other).hasToString(before.toString());
            for (long seq = 0; seq < 80; seq++) {
                Sighting expected = model.contains(seq) ? Sighting.REPEAT : Sighting.NEW;
                assertThat(one.copy().add(seq, PLENTY)).as("%s", seq).isEqualTo(expected);
            }
        }
    }

    @Test
    void withTooManyGapsTheLowestNumbersCannotBeToldAnyMore() {
        SeqRuns runs = new SeqRuns();
        for (long seq = 0; seq < 20; seq += 2) {
            assertThat(runs.add(seq, 4)).isEqualTo(Sighting.NEW);
        }
        assertThat(runs.add(18, 4)).isEqualTo(Sighting.REPEAT);
        assertThat(runs.add(12, 4)).isEqualTo(Sighting.REPEAT);
        assertThat(runs.add(10, 4)).isEqualTo(Sighting.TOO_OLD);
        assertThat(runs.add(3, 4)).isEqualTo(Sighting.TOO_OLD);
        assertThat(runs.add(13, 4)).isEqualTo(Sighting.NEW);
        SeqRuns child = new SeqRuns();
        child.addAll(runs, 4);
        assertThat(child.add(10, 4)).isEqualTo(Sighting.TOO_OLD);
    }

    private static SeqRuns again(SeqRuns runs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        runs.write(new DataOutputStream(bytes));
        return SeqRuns.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
