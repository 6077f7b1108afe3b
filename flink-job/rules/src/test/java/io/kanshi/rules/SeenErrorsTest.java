package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.Pane.ErrorCount;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a series knows of its errors, and for how long. */
final class SeenErrorsTest {

    private static final long START = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final SeenErrors seen = new SeenErrors();

    private void note(long millis, long... fingerprints) {
        for (long fingerprint : fingerprints) {
            ErrorCount error = new ErrorCount();
            error.fingerprint = fingerprint;
            error.firstSeenNanos = millis * 1_000_000;
            error.sample = "at " + (millis - START) / HOUR + " h";
            seen.note(millis, List.of(error));
        }
    }

    private String sample(long fingerprint) {
        SeenErrors.Seen found = seen.of(fingerprint);
        return found == null ? "unknown" : found.sample();
    }

    @Test
    void anErrorOfEveryNightStaysKnown() {
        for (int hour = 0; hour <= 72; hour += 24) {
            note(START + hour * HOUR, 1);
        }
        assertThat(sample(1)).isEqualTo("at 0 h");
    }

    @Test
    void whatWasNotSeenForLongIsNewAgainToTheMillisecond() {
        note(START, 1, 2);
        note(START + SeenErrors.KEPT_MILLIS, 1);
        note(START + SeenErrors.KEPT_MILLIS + 1, 2);
        assertThat(sample(1)).isEqualTo("at 0 h");
        assertThat(sample(2)).isEqualTo("at 25 h");
    }

    /** Found by tests/bench/day: with messages that are never the same, state grew for weeks. */
    @Test
    void messagesThatAreNeverTheSameDoNotAddUp() {
        for (int hour = 0; hour < 24 * 7; hour++) {
            note(START + hour * HOUR, hour);
        }
        assertThat(seen.size()).isBetween(25, 27);
    }
}
