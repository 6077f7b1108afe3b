package io.kanshi.replay;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line's main class. Exit codes: 0 done, 1 it went wrong, 2 a path, flag or value is wrong. */
@Command(
        name = "kanshi",
        description =
                "Watches the containers of an ECS fleet: an archive that SQL can search, errors, and alerts that say why.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {ReplayCommand.class, RulesCommand.class, TailCommand.class, JobCommand.class},
        footer = {
            "",
            "Examples:",
            "  kanshi replay                                    the bundled sample, to see what comes out",
            "  kanshi replay app.log /var/log/containers        captured logs: files, folders and globs",
            "  kanshi replay logs.gz --rules my-rules.yaml      would these rules have told me?",
            "  kanshi rules check my-rules.yaml                 every mistake of a rule file, at once",
            "  kanshi tail --service checkout --level warn      the stream as it comes, before the archive has it",
            "  kanshi job check --config prod.properties        every mistake in the live job's settings",
            "  kanshi job probe --config prod.properties        does a line that goes in come out, and how soon?",
            "",
            "Programs of their own:",
            "  kanshi local                                     all of it on this machine: stream, job, sidecar, alerts",
            "  kanshi sidecar                                   the sidecar; check, probe and --help after it",
            "  kanshi import-fluent-bit FILE                    a Fluent Bit configuration as settings of the sidecar",
            "",
            "kanshi COMMAND --help says more of a command."
        })
public final class Kanshi implements Runnable {

    static final int WRONG_USE = 2;
    static final int FAILED = 1;

    private final Console console;

    Kanshi(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs one command in a program that goes on afterwards; its exit code. */
    public static int execute(String... arguments) {
        return run(Console.ofThisProcess(), arguments);
    }

    /** Runs one command; its exit code. */
    static int run(Console console, String... arguments) {
        CommandLine line = new CommandLine(new Kanshi(console), new Commands(console));
        line.setOut(console.help());
        line.setParameterExceptionHandler((mistake, unused) -> wrongUse(console, mistake));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure));
        line.setUsageHelpWidth(100);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        PrintWriter out = console.help();
        new CommandLine(this, new Commands(console)).setUsageHelpWidth(100).usage(out);
    }

    private static int wrongUse(Console console, ParameterException mistake) {
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        String sentence = String.valueOf(mistake.getMessage());
        console.complain(
                sentence + (sentence.endsWith(".") ? "" : ".") + " (" + command + " --help tells what there is)");
        return WRONG_USE;
    }

    private static int failed(Console console, Exception failure) {
        Mistakes mistakes = Mistakes.of(failure);
        mistakes.sentences().forEach(console::complain);
        return mistakes.exitCode();
    }

    /** Makes commands, each with the console. */
    record Commands(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == ReplayCommand.class) {
                return type.cast(new ReplayCommand(console));
            }
            if (type == RulesCommand.class) {
                return type.cast(new RulesCommand(console));
            }
            if (type == TailCommand.class) {
                return type.cast(new TailCommand(console));
            }
            if (type == JobCommand.class) {
                return type.cast(new JobCommand(console));
            }
            if (type == ProbeCommand.class) {
                return type.cast(new ProbeCommand(console));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
