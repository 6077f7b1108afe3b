package io.kanshi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BenchOptionsTest {

    @Test
    void withoutOptionsAllIsMeasured() {
        BenchOptions options = BenchOptions.parse();

        assertThat(options.events()).isEqualTo(1_000_000);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.corpora()).containsExactly("uniform", "hard");
        assertThat(options.contestants()).isEqualTo(Contestants.ALL);
    }

    @Test
    void someOfItCanBeChosen() {
        BenchOptions options = BenchOptions.parse("--events", "5000", "--corpora", "hard", "--rounds", "1");

        assertThat(options.events()).isEqualTo(5_000);
        assertThat(options.corpora()).containsExactly("hard");
        assertThat(options.rounds()).isEqualTo(1);
    }

    @Test
    void theLiveJobHasContestantsOfItsOwn() {
        assertThat(BenchOptions.parseJob().contestants()).isEqualTo(Contestants.LIVE);
        assertThatThrownBy(() -> BenchOptions.parseJob("--contestants", "duckdb-1-thread"))
                .hasMessageContaining("live-2-slots");
    }

    @Test
    void aWrongValueIsNamed() {
        assertThatThrownBy(() -> BenchOptions.parse("--corpora", "soft")).hasMessageContaining("[uniform, hard]: soft");
        assertThatThrownBy(() -> BenchOptions.parse("--rounds", "0")).hasMessageContaining("at least 1: 0");
        assertThatThrownBy(() -> BenchOptions.parse("--rounds")).hasMessageContaining("--rounds needs a value");
        assertThatThrownBy(() -> BenchOptions.parse("--speed", "9")).hasMessageContaining("--speed");
    }
}
