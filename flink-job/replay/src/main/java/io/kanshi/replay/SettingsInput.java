package io.kanshi.replay;

import io.kanshi.events.EventsSettings;
import io.kanshi.replay.source.InputMistake;
import io.kanshi.replay.source.ReplaySettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings given with {@code --set}; an unknown key is a mistake. */
final class SettingsInput {

    private static final String ZONE = "text.zone";
    private static final String CHECKPOINTS = "checkpoint.interval";
    private static final String PATTERNS = "health-checks.patterns";
    private static final String PATHS = "health-checks.paths";
    private static final String AGENTS = "health-checks.agents";
    private static final String LOG_BYTES = "events.max-log-bytes";
    private static final String ATTRIBUTE_BYTES = "events.max-attribute-bytes";
    private static final String AHEAD = "events.max-ahead";
    private static final String BEHIND = "events.max-behind";

    private static final Set<String> KEYS = new TreeSet<>(
            Set.of(ZONE, CHECKPOINTS, PATTERNS, PATHS, AGENTS, LOG_BYTES, ATTRIBUTE_BYTES, AHEAD, BEHIND));

    /** A replay is quick: files that are closed often would only have to be put together again. */
    private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofMillis(100);

    private final Map<String, String> given;

    SettingsInput(Map<String, String> given) {
        this.given = given;
        for (String key : given.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InputMistake("There is no setting " + key + "; there are " + String.join(", ", KEYS) + ".");
            }
        }
    }

    ZoneId textZone() {
        String zone = given.get(ZONE);
        return zone == null ? ReplaySettings.DEFAULTS.textZone() : Values.zone(ZONE, zone);
    }

    Duration checkpointInterval() {
        Duration interval = duration(CHECKPOINTS, DEFAULT_CHECKPOINT_INTERVAL);
        if (interval.compareTo(SHORTEST_CHECKPOINT_INTERVAL) < 0) {
            throw new InputMistake(CHECKPOINTS + " must be at least 100ms: " + given.get(CHECKPOINTS) + ".");
        }
        return interval;
    }

    EventsSettings events() {
        EventsSettings defaults = EventsSettings.defaults();
        EventsSettings settings = new EventsSettings(
                list(PATTERNS, defaults.healthCheckPatterns()),
                list(PATHS, defaults.healthCheckPaths()),
                list(AGENTS, defaults.healthCheckAgents()),
                number(LOG_BYTES, defaults.maxLogBytes()),
                number(ATTRIBUTE_BYTES, defaults.maxAttributeBytes()),
                duration(AHEAD, defaults.maxAhead()),
                duration(BEHIND, defaults.maxBehind()));
        if (!settings.mistakes().isEmpty()) {
            throw new InputMistake(String.join("; ", settings.mistakes()) + ".");
        }
        return settings;
    }

    private List<String> list(String key, List<String> otherwise) {
        String value = given.get(key);
        return value == null ? otherwise : value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    private int number(String key, int otherwise) {
        String value = given.get(key);
        return value == null ? otherwise : Values.number(key, value);
    }

    private Duration duration(String key, Duration otherwise) {
        String value = given.get(key);
        return value == null ? otherwise : Values.duration(key, value);
    }
}
