package io.kanshi.replay.source;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How captured files are read.
 *
 * @param lateness how much disorder is put right
 * @param from lines before it are passed over
 * @param to lines at and after it are passed over
 * @param textZone the zone of times in plain text that name none
 */
public record ReplaySettings(
        Duration lateness, @Nullable Instant from, @Nullable Instant to, ZoneId textZone) implements Serializable {

    public static final ReplaySettings DEFAULTS =
            new ReplaySettings(Duration.ofSeconds(30), null, null, ZoneId.of("UTC"));
}
