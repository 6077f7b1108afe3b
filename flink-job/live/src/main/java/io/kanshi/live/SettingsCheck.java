package io.kanshi.live;

import io.kanshi.settings.SettingsTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kanshi job check} says of the live job's settings. Reads the rule file; touches nothing else that they name.
 *
 * @param values aligned lines: every setting, its value and where it came from
 * @param mistakes a sentence each; empty: the job would start with them
 * @param settings null where there are mistakes
 */
public record SettingsCheck(
        List<String> values,
        List<String> mistakes,
        @Nullable LiveSettings settings) {

    /** Of a program that a person starts: {@code --config FILE} or nothing, and the environment. */
    public static SettingsCheck of(List<String> arguments, Map<String, String> environment, RuleFiles ruleFiles) {
        LiveSettingsReader reader = LiveSettingsReader.ofProgram(arguments, environment, ruleFiles);
        return new SettingsCheck(
                SettingsTable.values(reader.values()),
                reader.mistakes(),
                reader.mistakes().isEmpty() ? reader.settings() : null);
    }

    /** Every setting with what it must be, aligned. */
    public static List<String> help() {
        return SettingsTable.help(List.of(LiveKey.values()));
    }
}
