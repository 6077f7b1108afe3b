package io.kanshi.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: 500ms, 1s, 5m, 1h; a bare 0. */
final class Durations {

    private static final int LONGEST = 9;

    private Durations() {}

    /** Null when it is no duration. */
    static @Nullable Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > LONGEST) {
            return null;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m", "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "" -> amount == 0 ? Duration.ZERO : null;
            default -> null;
        };
    }

    /** For values that a rule has accepted. */
    static Duration of(String text) {
        Duration duration = parse(text);
        if (duration == null) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return duration;
    }

    /** In the largest unit that leaves a whole number. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
