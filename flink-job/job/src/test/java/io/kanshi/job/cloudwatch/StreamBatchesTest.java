package io.kanshi.job.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests as PutLogEvents takes them, and no line more or less. */
final class StreamBatchesTest {

    private static final long DAY = 86_400_000;

    @Test
    void randomLinesGiveRequestsWithinEveryLimit() {
        Dice dice = Seeds.diceFor("StreamBatchesTest");
        for (int round = 0; round < 30; round++) {
            List<LogLine> lines = new ArrayList<>();
            int count = dice.between(1, dice.chance(0.1) ? 25_000 : 300);
            int longest = count > 1000 ? 50 : dice.pick(10, 1000, 200_000);
            long span = dice.pick(1L, 1000L, DAY, 5 * DAY);
            for (int i = 0; i < count; i++) {
                String text = i + (dice.chance(0.3) ? "ü" : "x").repeat(dice.between(0, longest));
                lines.add(new LogLine("s" + dice.between(1, 4), (long) dice.between(0.0, (double) span), text));
            }
            List<List<LogLine>> batches = StreamBatches.of(lines);
            batches.forEach(StreamBatchesTest::assertWithinLimits);
            assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lines);
        }
    }

    private static void assertWithinLimits(List<LogLine> batch) {
        assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(10_000);
        assertThat(batch).extracting(LogLine::stream).containsOnly(batch.get(0).stream());
        assertThat(batch).extracting(LogLine::timeMillis).isSorted();
        assertThat(batch.get(batch.size() - 1).timeMillis() - batch.get(0).timeMillis())
                .isLessThanOrEqualTo(DAY);
        assertThat(batch.stream().mapToLong(LogLineForm::bytes).sum()).isLessThanOrEqualTo(1_048_576);
    }

    @Test
    void exactlyADayIsOneRequestAndAMillisecondMoreIsTwo() {
        LogLine first = new LogLine("s", 5, "a");
        assertThat(StreamBatches.of(List.of(new LogLine("s", 5 + DAY, "b"), first)))
                .hasSize(1);
        assertThat(StreamBatches.of(List.of(new LogLine("s", 6 + DAY, "b"), first)))
                .hasSize(2);
    }

    @Test
    void linesOfOneTimeStayInOrder() {
        List<LogLine> lines = List.of(new LogLine("s", 1, "c"), new LogLine("s", 1, "a"), new LogLine("s", 1, "b"));
        assertThat(StreamBatches.of(lines)).containsExactly(lines);
    }
}
