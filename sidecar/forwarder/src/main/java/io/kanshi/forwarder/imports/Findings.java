package io.kanshi.forwarder.imports;

import io.kanshi.forwarder.settings.SettingsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an import has found so far: settings, health-check patterns, and every directive that became neither, with the reason. */
final class Findings {

    /** By variable, in the order found. */
    final Map<String, String> settings = new LinkedHashMap<>();

    final List<String> patterns = new ArrayList<>();

    /** What works here without a setting. */
    final List<String> unneeded = new ArrayList<>();

    final List<String> notCarried = new ArrayList<>();

    /** Carried, but to be looked at. */
    final List<String> remarks = new ArrayList<>();

    /** Takes a setting, if its value is sound; the first one of a key holds. */
    void setting(Section section, Directive directive, String key, String value) {
        String variable = SettingsReader.variable(key);
        if (value.contains("${")) {
            remarks.add(text(section, directive) + ": " + variable
                    + " holds a variable that neither @SET nor the environment gives");
        } else {
            String mistake = SettingsReader.mistake(key, value).orElse("");
            if (!mistake.isEmpty()) {
                notCarried.add(text(section, directive) + ": " + mistake);
                return;
            }
        }
        String before = settings.putIfAbsent(variable, value);
        if (before != null && !before.equals(value)) {
            notCarried.add(text(section, directive) + ": " + variable + " is already " + before);
        }
    }

    void unneeded(Section section, Directive directive, String why) {
        unneeded.add(text(section, directive) + ": " + why);
    }

    void notCarried(Section section, Directive directive, String why) {
        notCarried.add(text(section, directive) + ": " + why);
    }

    void notCarried(Section section, String why) {
        notCarried.add(section.place() + " " + section.shown() + ": " + why);
    }

    void unneeded(Section section, String why) {
        unneeded.add(section.place() + " " + section.shown() + ": " + why);
    }

    static String text(Section section, Directive directive) {
        return directive.place() + " " + section.shown() + " " + directive.shown();
    }
}
