package io.kanshi.replay;

import io.kanshi.live.SettingsCheck;
import io.kanshi.replay.probe.RulesInBucket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kanshi job}: what concerns the live job, which itself runs on a Flink cluster. */
@Command(
        name = "job",
        description = "Checks the live job's settings, and whether what goes in comes out.",
        subcommands = ProbeCommand.class,
        mixinStandardHelpOptions = true)
final class JobCommand implements Runnable {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    JobCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check, settings, probe.");
    }

    @Command(
            name = "check",
            description = {
                "Prints every setting of the live job and where it came from, or every mistake in them, the rule file's included.",
                "A setting is read from the environment (stream.arn is KANSHI_STREAM_ARN) and from a properties file; the"
                        + " environment wins. A rule file in a bucket is read with the AWS credentials that there are here."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit code 0: sound; 2: mistakes.",
                "",
                "Examples:",
                "  kanshi job check --config prod.properties",
                "  kanshi job settings"
            })
    int check(
            @Option(names = "--config", paramLabel = "FILE", description = "a properties file") @Nullable Path file,
            @Option(
                            names = "--s3-endpoint",
                            paramLabel = "URL",
                            description =
                                    "another address of S3 for rules.file, such as an emulator's; default: the region's")
                    @Nullable
                    URI s3) {
        List<String> arguments = file == null ? List.of() : List.of("--config", file.toString());
        SettingsCheck check = SettingsCheck.of(arguments, System.getenv(), new RulesInBucket(s3));
        if (check.mistakes().isEmpty()) {
            check.values().forEach(console::print);
            return 0;
        }
        check.mistakes().forEach(console::complain);
        return Kanshi.WRONG_USE;
    }

    @Command(
            name = "settings",
            description = "Lists every setting of the live job: what it is for and what it must be.",
            mixinStandardHelpOptions = true)
    void settings() {
        SettingsCheck.help().forEach(console::print);
    }
}
