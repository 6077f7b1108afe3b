package io.kanshi.replay;

import io.kanshi.rules.RuleFile;
import io.kanshi.rules.RulesReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kanshi rules check FILE}. */
@Command(name = "rules", description = "Reads rule files.", mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with rules: check FILE.");
    }

    @Command(
            name = "check",
            description =
                    "Says what the rules of a file do, or every mistake in it: line, key, value and what was expected.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit code 0: sound; 1: mistakes; 2: no such file.",
                "",
                "Example:",
                "  kanshi rules check my-rules.yaml"
            })
    int check(@Parameters(paramLabel = "FILE", description = "a rule file (YAML)") Path file) {
        String text = RuleText.read(file);
        RuleFile.Outcome outcome = RuleFile.parse(text);
        RulesReport.of(file.toString(), outcome).lines().forEach(console::print);
        return outcome instanceof RuleFile.Accepted ? 0 : Kanshi.FAILED;
    }
}
