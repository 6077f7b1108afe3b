package io.kanshi.replay;

import io.kanshi.replay.source.InputMistake;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of flags and settings; each mistake is one sentence with the name, the value and what was expected. */
final class Values {

    private static final int MAX_PARALLELISM = 64;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|min|h|d)");

    private Values() {}

    static Duration duration(String name, String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new InputMistake(name + " must be a duration such as 30s, 5m or 1h: " + value + ".");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    static Instant time(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException unreadable) {
            throw new InputMistake(name + " must be a time such as 2026-11-23T08:00:00Z: " + value + ".");
        }
    }

    static ZoneId zone(String name, String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException unknown) {
            throw new InputMistake(name + " must be a zone such as UTC, Asia/Tokyo or +09:00: " + value + ".");
        }
    }

    static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException unreadable) {
            throw new InputMistake(name + " must be a whole number: " + value + ".");
        }
    }

    static int parallelism(@Nullable Integer value) {
        if (value == null) {
            return Math.min(MAX_PARALLELISM, Math.max(1, Runtime.getRuntime().availableProcessors()));
        }
        if (value < 1 || value > MAX_PARALLELISM) {
            throw new InputMistake("--parallelism must be 1 to " + MAX_PARALLELISM + ": " + value + ".");
        }
        return value;
    }
}
