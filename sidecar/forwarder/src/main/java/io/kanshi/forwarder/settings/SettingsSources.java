package io.kanshi.forwarder.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where values come from: the environment, then a file, then the platform's variables, then the default; and names that are none. */
final class SettingsSources {

    static final String CONFIG_VARIABLE = "KANSHI_CONFIG";
    static final String CONFIG_ARGUMENT = "--config";

    /** Variables of the project's launcher and tests, which may stand in the environment of a developer's sidecar. */
    private static final Set<String> NO_SETTINGS = Set.of(CONFIG_VARIABLE, "KANSHI_JAVA_OPTS", "KANSHI_DATA");

    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();
    private Map<String, String> file = Map.of();
    private String fileName = "";

    private SettingsSources(Map<String, String> environment) {
        this.environment = new HashMap<>(environment);
    }

    static SettingsSources of(List<String> arguments, Map<String, String> environment) {
        SettingsSources sources = new SettingsSources(environment);
        String path = sources.fileArgument(arguments);
        if (path == null) {
            path = environment.get(CONFIG_VARIABLE);
        }
        if (path != null) {
            sources.readFile(path);
        }
        sources.findUnknown();
        return sources;
    }

    List<String> mistakes() {
        return mistakes;
    }

    GivenValue value(SettingKey key) {
        String variable = environment.get(key.variable());
        if (variable != null) {
            return new GivenValue(key, variable.strip(), "environment " + key.variable());
        }
        String line = file.get(key.key);
        if (line != null) {
            return new GivenValue(key, line, "file " + fileName);
        }
        for (String fallback : key.fallbacks) {
            String value = environment.get(fallback);
            if (value != null && !value.isBlank()) {
                return new GivenValue(key, value.strip(), "environment " + fallback);
            }
        }
        return new GivenValue(key, key.byDefault, "default");
    }

    private @Nullable String fileArgument(List<String> arguments) {
        String path = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(CONFIG_ARGUMENT + "=")) {
                path = argument.substring(CONFIG_ARGUMENT.length() + 1);
            } else if (argument.equals(CONFIG_ARGUMENT) && i + 1 < arguments.size()) {
                path = arguments.get(++i);
            } else if (argument.equals(CONFIG_ARGUMENT)) {
                mistakes.add("--config must be followed by a file");
            } else {
                mistakes.add("there is no argument " + Printable.text(argument) + ": only --config FILE");
            }
        }
        return path;
    }

    private void readFile(String path) {
        fileName = Printable.text(path);
        try {
            SettingsFile read = SettingsFile.read(Path.of(path));
            file = read.values;
            mistakes.addAll(read.mistakes);
        } catch (InvalidPathException impossible) {
            mistakes.add("the settings file must be a path: " + fileName);
        }
    }

    private void findUnknown() {
        List<String> variables =
                Arrays.stream(SettingKey.values()).map(SettingKey::variable).toList();
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(SettingKey.PREFIX) && !variables.contains(name) && !NO_SETTINGS.contains(name)) {
                unknown("environment", name, variables);
            }
        }
        List<String> keys =
                Arrays.stream(SettingKey.values()).map(key -> key.key).toList();
        for (String name : file.keySet()) {
            if (!keys.contains(name)) {
                unknown("file " + fileName, name, keys);
            }
        }
    }

    private void unknown(String source, String name, List<String> known) {
        String nearest = NearestKey.of(name, known);
        mistakes.add("there is no setting " + Printable.text(name) + " (" + source + ")"
                + (nearest == null ? ": --help lists them all" : "; did you mean " + nearest + "?"));
    }
}
