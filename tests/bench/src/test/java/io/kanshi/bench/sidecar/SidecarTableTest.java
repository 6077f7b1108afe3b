package io.kanshi.bench.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SidecarTableTest {

    @Test
    void theTableHasTheMedianOfEveryColumn() {
        SidecarTable table = new SidecarTable(500_000);
        table.add(Contestants.SIDECAR, new Round(3, 9, 70_000_000, new Totals(500_000, 0, 50_000_000, 60, 12)));
        table.add(Contestants.SIDECAR, new Round(1, 8, 60_000_000, new Totals(499_990, 0, 50_000_000, 60, 14)));
        table.add(Contestants.SIDECAR, new Round(2, 7, 65_000_000, new Totals(499_990, 0, 49_000_000, 61, 13)));
        table.add(Contestants.FLOOR_READ, new Round(0.25, 1, 40_000_000, Totals.bytesOnly(100_000_000)));

        assertThat(table.toString()
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "CPU s/M (least … most) wall s peak RSS MB MB sent records requests lost",
                        "sidecar 4.00 (2.00 … 6.00) 8.00 65 50.0 60 13 10",
                        "floor-read 0.50 (0.50 … 0.50) 1.00 40 100.0 0 0 -");
        assertThat(table.toString().lines().map(String::length).distinct()).hasSize(1);
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThat(SidecarBenchOptions.parse("--contestants", "floor-read").contestants())
                .containsExactly("floor-read");
        assertThatThrownBy(() -> SidecarBenchOptions.parse("--contestants", "vector"))
                .hasMessageContaining(": vector.");
        assertThatThrownBy(() -> SidecarBenchOptions.parse("--events", "0")).hasMessageContaining("--events must be");
        assertThatThrownBy(() -> SidecarBenchOptions.parse("--events")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> SidecarBenchOptions.parse("--speed", "9")).hasMessageContaining("--speed");
    }

    @Test
    void totalsSurviveTheWire() {
        Totals totals = new Totals(1, 2, 3, 4, 5);

        assertThat(Totals.parse(totals.line())).isEqualTo(totals);
    }
}
