package io.kanshi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StandingsTest {

    private static final Archive ARCHIVE = new Archive(9, 10, 1, 1, 5_000_000);

    private final Standings standings = new Standings(1_000_000, Contestants.DUCKDB_2);

    @Test
    void theTableHasMediansAndRatios() {
        for (long seconds = 1; seconds <= 3; seconds++) {
            standings.add(Contestants.PLAIN_LOOP, cost(seconds, seconds), ARCHIVE);
            standings.add(Contestants.DUCKDB_2, cost(2 * seconds, 5 - seconds), ARCHIVE);
        }

        assertThat(standings.table().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("plain-loop ")
                        .contains(" 500,000 ", "(333,333 … 1,000,000)", " 2.00 ", " 9 ", " 10 ", " 5.0"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("duckdb-2-threads ").contains(" 250,000 ", " 3.00 ", " 1.00 "));
    }

    @Test
    void aRateNeedsBoth() {
        standings.add(Contestants.LIVE_1, cost(4, 4), ARCHIVE);
        assertThat(standings.rate(Contestants.LIVE_2, Contestants.LIVE_1)).isEqualTo("-");

        standings.add(Contestants.LIVE_2, cost(2, 4), ARCHIVE);
        assertThat(standings.rate(Contestants.LIVE_2, Contestants.LIVE_1)).isEqualTo("2.00");
    }

    @Test
    void whoWroteOtherLinesIsNoticed() {
        standings.add(Contestants.PLAIN_LOOP, cost(1, 1), ARCHIVE);
        standings.add(Contestants.DUCKDB_2, cost(1, 1), ARCHIVE);
        assertThat(standings.agree()).isTrue();

        standings.add(Contestants.DUCKDB_1, cost(1, 1), new Archive(9, 9, 1, 1, 5_000_000));
        assertThat(standings.agree()).isFalse();
    }

    @Test
    void whoWritesNothingIsNotCompared() {
        standings.add(Contestants.STREAM_CEILING, cost(1, 1));
        assertThat(standings.agree()).isTrue();

        standings.add(Contestants.PLAIN_LOOP, cost(1, 1), ARCHIVE);
        assertThat(standings.agree()).isTrue();
        assertThat(standings.table()).contains("kinesalite-ceiling  1,000,000 ");
    }

    private static Cost cost(long wallSeconds, long cpuSeconds) {
        return new Cost(wallSeconds * 1_000_000_000L, cpuSeconds * 1_000_000_000L);
    }
}
