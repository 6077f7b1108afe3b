package io.kanshi.replay.tail;

import com.google.re2j.Pattern;
import io.kanshi.events.HealthCheck;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which events are shown; null shows all.
 *
 * @param service its exact name
 * @param atLeast the lowest level; events without one are left out
 * @param match RE2, found anywhere in the line as it was logged
 */
public record TailFilter(
        @Nullable String service,
        @Nullable Level atLeast,
        @Nullable Pattern match) {

    /** Passing health checks never are. */
    boolean shows(LogEvent event) {
        if (event.healthCheck == HealthCheck.PASSING
                || service != null && !service.equals(event.identity.service())
                || atLeast != null && (event.level == null || event.level.compareTo(atLeast) < 0)) {
            return false;
        }
        return match == null || match.matcher(event.log.toString()).find();
    }
}
