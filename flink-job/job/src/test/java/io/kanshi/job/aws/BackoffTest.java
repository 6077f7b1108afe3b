package io.kanshi.job.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Seeds;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    @Test
    void theBoundDoublesUpToALimitAndASuccessResetsIt() {
        Backoff backoff = new Backoff(Seeds.diceFor("BackoffTest").random());
        for (long bound = Backoff.FIRST_MILLIS; bound < Backoff.LONGEST_MILLIS; bound *= 2) {
            assertThat(backoff.failed()).isBetween(1L, bound);
        }
        long[] waits = LongStream.generate(backoff::failed).limit(200).toArray();
        assertThat(LongStream.of(waits)).allMatch(wait -> wait >= 1 && wait <= Backoff.LONGEST_MILLIS);
        assertThat(LongStream.of(waits).distinct().count())
                .as("different waits")
                .isGreaterThan(100);

        backoff.succeeded();
        assertThat(backoff.failed()).isLessThanOrEqualTo(Backoff.FIRST_MILLIS);
    }
}
