package io.kanshi.bench.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.rules.RuleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the day is made of, and what is said to have grown. */
final class DayTest {

    @Test
    void everyOptionIsRead() {
        assertThat(DayOptions.parse(
                        "--services", "3", "--rules", "4", "--hours", "5", "--every", "6", "--folder", "/somewhere"))
                .isEqualTo(new DayOptions(3, 4, 5, 6, Path.of("/somewhere")));
    }

    @Test
    void wrongOptionsAreRefusedByName() {
        assertThatThrownBy(() -> DayOptions.parse("--hours", "3"))
                .hasMessage("--hours must be a number of 4 to 168: 3.");
        assertThatThrownBy(() -> DayOptions.parse("--every", "x"))
                .hasMessage("--every must be a number of 1 to 30: x.");
        assertThatThrownBy(() -> DayOptions.parse("--days", "1")).hasMessage("unknown option: --days.");
        assertThatThrownBy(() -> DayOptions.parse("--hours")).hasMessage("--hours needs a value.");
    }

    @Test
    void theRulesAreAcceptedWhateverTheirNumber() {
        assertThat(RuleFile.parse(DayRules.text(100))).isInstanceOf(RuleFile.Accepted.class);
    }

    @Test
    void whatEndsLargerThanItWasAtAQuarterOfTheWayHasGrown() {
        assertThat(Sample.grown(hours(100, 80, 130, 125))).isEmpty();
        assertThat(Sample.grown(hours(100, 100, 100, 126)))
                .containsExactly(
                        "the heap has grown to 1.26 times its size from hour 1 to hour 4 (1.25 at most)",
                        "the checkpoint has grown to 1.26 times its size from hour 1 to hour 4 (1.25 at most)");
    }

    private static List<Sample> hours(long... sizes) {
        List<Sample> hours = new ArrayList<>();
        for (long size : sizes) {
            hours.add(new Sample(hours.size() + 1, size, size, 0, 0));
        }
        return hours;
    }
}
