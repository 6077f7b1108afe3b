package io.kanshi.forwarder.settings;

import io.kanshi.settings.SettingsTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * {@code kanshi-sidecar check}: prints every setting with where it came from, secrets masked, or every mistake. Touches nothing that the
 * settings name: no socket, folder or stream.
 */
public final class CheckCommand {

    private static final int WRONG_SETTINGS = 2;

    private static final List<String> HELP = List.of(
            "kanshi-sidecar check [--config FILE]",
            "",
            "Prints every setting and where it came from; exit code 2 with every mistake otherwise.",
            "A setting is read from the environment (spill.max-bytes is KANSHI_SPILL_MAX_BYTES) and from a properties file",
            "(--config FILE or KANSHI_CONFIG); the environment wins.",
            "",
            "Settings [default]:");

    /** Exit code 0: all settings are sound; 2: mistakes. */
    public int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            HELP.forEach(out::println);
            SettingsTable.help(List.of(SettingKey.values())).forEach(line -> out.println("  " + line));
            return 0;
        }
        SettingsOutcome outcome = SettingsReader.read(arguments, environment);
        if (outcome instanceof SettingsOutcome.Accepted accepted) {
            SettingsTable.values(accepted.given()).forEach(out::println);
            return 0;
        }
        if (outcome instanceof SettingsOutcome.Refused refused) {
            refused.mistakes().forEach(mistake -> err.println("kanshi-sidecar: " + mistake));
        }
        return WRONG_SETTINGS;
    }
}
