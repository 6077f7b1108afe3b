package io.kanshi.forwarder.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames between sealing and sending. */
final class HoldingTest {

    private final Holding holding = new Holding(null, false, 1000, 0);

    private static Frame frame(int seq) {
        return new Frame(new FrameId(1, "boot", seq, 0, seq, 10), new byte[100]);
    }

    private List<Long> sendable() throws InterruptedException {
        return holding.first(100, 10_000, 0).stream()
                .map(frame -> frame.id().seq())
                .toList();
    }

    @Test
    void aFrameIsNotSentBeforeItsLinesHaveLeftTheJournal() throws InterruptedException {
        holding.add(frame(0));
        assertThat(sendable()).isEmpty();
        holding.release();
        holding.add(frame(1));
        assertThat(sendable()).containsExactly(0L);
        holding.release();
        assertThat(sendable()).containsExactly(0L, 1L);
    }

    @Test
    void theStockAddsUp() throws Exception {
        for (int seq = 0; seq < 12; seq++) {
            assertThat(holding.add(frame(seq))).isEqualTo(seq < 10);
        }
        holding.release();
        holding.delivered(List.of(frame(0).id(), frame(5).id()));
        assertThat(holding.totals()).isEqualTo(new FrameTotals(0, 100, 8, 80, 8, 20, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, NONE", "0.79, NONE", "0.8, SHED_DEBUG", "0.85, SHED_INFO", "0.9, SHED_WARN", "1, SHED_WARN"})
    void pressureRisesWithWhatIsTaken(double share, Pressure pressure) {
        assertThat(Pressure.of(share)).isEqualTo(pressure);
    }
}
