package io.kanshi.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from: the environment, then a file (or, in its place, properties that a platform gives), then the platform's
 * variables, then the default; and names that are no setting.
 */
public final class SettingsSources {

    static final String CONFIG_VARIABLE = "KANSHI_CONFIG";
    static final String CONFIG_ARGUMENT = "--config";

    /** Variables of the project's launcher and tests, which may stand in the environment of a developer's sidecar. */
    private static final Set<String> NO_SETTINGS = Set.of(CONFIG_VARIABLE, "KANSHI_JAVA_OPTS", "KANSHI_DATA");

    private final List<Setting> known;
    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();
    private Map<String, String> file = Map.of();
    private String fileName = "";

    private SettingsSources(List<? extends Setting> known, Map<String, String> environment) {
        this.known = List.copyOf(known);
        this.environment = new HashMap<>(environment);
    }

    /**
     * Of a program that a person starts.
     *
     * @param arguments {@code --config FILE} or nothing
     */
    public static SettingsSources of(
            List<? extends Setting> known, List<String> arguments, Map<String, String> environment) {
        SettingsSources sources = new SettingsSources(known, environment);
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

    /**
     * Of a program to which its platform gives properties.
     *
     * @param name of the properties, for people
     */
    public static SettingsSources ofProperties(
            List<? extends Setting> known,
            String name,
            Map<String, String> properties,
            Map<String, String> environment) {
        SettingsSources sources = new SettingsSources(known, environment);
        sources.fileName = name;
        sources.file = new TreeMap<>(properties);
        sources.findUnknown();
        return sources;
    }

    List<Setting> known() {
        return known;
    }

    /** What is wrong with the sources themselves. */
    List<String> mistakes() {
        return mistakes;
    }

    /** The value of a setting, sound or not. */
    public GivenValue value(Setting key) {
        String variable = environment.get(key.variable());
        if (variable != null) {
            return new GivenValue(key, variable.strip(), "environment " + key.variable());
        }
        String line = file.get(key.key());
        if (line != null) {
            return new GivenValue(key, line.strip(), fileName);
        }
        for (String fallback : key.fallbacks()) {
            String value = environment.get(fallback);
            if (value != null && !value.isBlank()) {
                return new GivenValue(key, value.strip(), "environment " + fallback);
            }
        }
        return new GivenValue(key, key.byDefault(), "default");
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
        String name = Printable.text(path);
        fileName = "file " + name;
        try {
            SettingsFile read = SettingsFile.read(Path.of(path));
            file = read.values;
            mistakes.addAll(read.mistakes);
        } catch (InvalidPathException impossible) {
            mistakes.add("the settings file must be a path: " + name);
        }
    }

    private void findUnknown() {
        List<String> variables = known.stream().map(Setting::variable).toList();
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(Setting.PREFIX) && !variables.contains(name) && !NO_SETTINGS.contains(name)) {
                unknown("environment", name, variables);
            }
        }
        List<String> keys = known.stream().map(Setting::key).toList();
        for (String name : file.keySet()) {
            if (!keys.contains(name)) {
                unknown(fileName, name, keys);
            }
        }
    }

    private void unknown(String source, String name, List<String> names) {
        String nearest = NearestKey.of(name, names);
        mistakes.add("there is no setting " + Printable.text(name) + " (" + source + ")"
                + (nearest == null ? ": --help lists them all" : "; did you mean " + nearest + "?"));
    }
}
