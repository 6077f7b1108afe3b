package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.Pane.ErrorCount;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaneMathTest {

    @Test
    void mergingIsCommutativeAndAssociative() {
        Dice dice = Seeds.diceFor("PaneMathTest");
        Ruleset rules = Series.rules("{name: a, kind: error_rate, above: 5%}");
        for (int round = 0; round < 500; round++) {
            Pane a = random(dice, rules);
            Pane b = random(dice, rules);
            Pane c = random(dice, rules);

            assertThat(Series.text(PaneMath.merge(a, b))).isEqualTo(Series.text(PaneMath.merge(b, a)));
            Pane all = PaneMath.merge(PaneMath.merge(a, b), c);
            assertThat(Series.text(PaneMath.merge(a, PaneMath.merge(b, c)))).isEqualTo(Series.text(all));
            assertThat(all.topErrors.stream().mapToLong(error -> error.count).sum() + all.cutErrors)
                    .isEqualTo(a.errors + b.errors + c.errors);
        }
    }

    @Test
    void sumsAreTheSameInAnyOrderWhereDoublesAreNot() {
        double[] samples = {1e15, 0.1, -1e15, 0.2, 1e-3, Double.MAX_VALUE, -Double.MAX_VALUE, 0.25};
        long[] up = {0, 0};
        long[] down = {0, 0};
        for (int i = 0; i < samples.length; i++) {
            up[0] += ExactSum.whole(samples[i]);
            up[1] += ExactSum.fraction(samples[i]);
            down[0] += ExactSum.whole(samples[samples.length - 1 - i]);
            down[1] += ExactSum.fraction(samples[samples.length - 1 - i]);
        }
        assertThat(up).containsExactly(down);
        assertThat(ExactSum.toDouble(up[0], up[1])).isCloseTo(0.551, org.assertj.core.data.Offset.offset(1e-8));
    }

    private static Pane random(Dice dice, Ruleset rules) {
        Pane pane = Series.samples(rules, 1, dice.between(-1e9, 1e9), dice.between(-1.0, 1.0));
        pane.events = dice.between(0, 100);
        List<ErrorCount> errors = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (dice.chance(0.4) && errors.size() < PaneMath.MAX_FINGERPRINTS) {
                errors.add(Series.error(
                        i, dice.between(1, 9), pane.second + dice.between(0, 3), dice.pick("a", "b", "c")));
            }
        }
        errors.sort(Comparator.comparing((ErrorCount error) -> error.fingerprint, PaneMath::compareFingerprints));
        pane.topErrors = errors;
        pane.errors = errors.stream().mapToLong(error -> error.count).sum();
        List<Pane.TaskDefinition> definitions = new ArrayList<>();
        for (String name : List.of("d:1", "d:2", "d:3", "d:4", "d:5", "d:6")) {
            if (dice.chance(0.4) && definitions.size() < PaneMath.MAX_TASK_DEFINITIONS) {
                definitions.add(Series.definition(name, pane.second + definitions.size()));
            }
        }
        pane.taskDefinitions = definitions;
        return pane;
    }
}
