package io.kanshi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArrangementsTest {

    private static final Instant START = Instant.parse("2026-11-02T05:00:00Z");

    private final Dice dice = Seeds.diceFor("ArrangementsTest");
    private final List<CapturedLine> lines = someLines();

    @Test
    void splittingCutsAndLosesNothing() {
        List<List<CapturedLine>> files = Arrangements.split(lines, 7, dice);

        assertThat(files).hasSizeBetween(1, 7);
        assertThat(files.stream().flatMap(List::stream)).containsExactlyElementsOf(lines);
    }

    @Test
    void dealingKeepsTheLinesOfOneMomentTogether() {
        List<List<CapturedLine>> files = Arrangements.deal(lines, 4, dice);

        assertThat(files.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lines);
        for (List<CapturedLine> file : files) {
            assertOrderWithinMoments(file, false);
        }
    }

    @Test
    void oneFileAContainerHoldsThatContainerOnly() {
        List<List<CapturedLine>> files = Arrangements.byContainer(lines);

        assertThat(files)
                .hasSize(3)
                .allSatisfy(file -> assertThat(
                                file.stream().map(CapturedLine::container).distinct())
                        .hasSize(1));
        assertThat(files.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void shufflingMovesNoLineBehindOneThatIsYoungerByTheLateness() {
        Duration lateness = Duration.ofSeconds(10);
        List<CapturedLine> shuffled = Arrangements.shuffleWithin(lines, lateness, dice);

        assertThat(shuffled).isNotEqualTo(lines).containsExactlyInAnyOrderElementsOf(lines);
        assertOrderWithinMoments(shuffled, true);
        long youngest = Long.MIN_VALUE;
        for (CapturedLine line : shuffled) {
            youngest = Math.max(youngest, line.nanos());
            assertThat(youngest - line.nanos()).isLessThan(lateness.toNanos());
        }
    }

    /** The text of a line is its number, so the order within a moment is ascending. */
    private static void assertOrderWithinMoments(List<CapturedLine> file, boolean complete) {
        Map<String, Integer> last = new HashMap<>();
        int seen = 0;
        for (CapturedLine line : file) {
            int number = Integer.parseInt(line.log());
            Integer before = last.put(line.container().id() + line.source() + line.nanos(), number);
            assertThat(before == null || before < number).isTrue();
            seen++;
        }
        assertThat(!complete || seen == 600).isTrue();
    }

    private static List<CapturedLine> someLines() {
        List<CapturedLine> lines = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Container container = Container.of("shop", "cart", 3, i % 3);
            Instant time = START.plusSeconds(i / 10);
            lines.add(new CapturedLine(container, i % 7 == 0 ? "stderr" : "stdout", time, Integer.toString(i)));
        }
        return lines;
    }
}
