package io.kanshi.forwarder;

import io.kanshi.forwarder.frame.TaskIdentity;
import io.kanshi.forwarder.health.HealthServer;
import io.kanshi.forwarder.health.HealthSink;
import io.kanshi.forwarder.health.ProbeCommand;
import io.kanshi.forwarder.imports.ImportCommand;
import io.kanshi.forwarder.kinesis.KinesisStream;
import io.kanshi.forwarder.leftover.LeftoverFolder;
import io.kanshi.forwarder.leftover.S3Folder;
import io.kanshi.forwarder.settings.CheckCommand;
import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.forwarder.stats.StatsLoop;
import io.kanshi.forwarder.stats.TaskFacts;
import io.kanshi.settings.S3Location;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program. Exit codes: 0 all delivered, 1 it went wrong, 2 a setting or argument is wrong, 3 something is left on disk, 4 something
 * is left that was not on disk, 5 all that was left is in S3.
 */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private static final List<String> HELP = List.of(
            "kanshi-sidecar [COMMAND]",
            "",
            "Takes the logs of an ECS task from Docker's fluentd log driver (FireLens) and sends them to Kinesis.",
            "",
            "  run [--config FILE]    forward logs until SIGTERM; the command when there is none",
            "  check [--config FILE]  every setting and where it came from, or every mistake",
            "  import-fluent-bit FILE the settings for an existing Fluent Bit configuration, and what it could not carry over",
            "  probe                  asks the sidecar in this container how it is; exit code 0 or 1, for ECS",
            "",
            "Settings come from the environment (KANSHI_KINESIS_STREAM=logs is the only one without a default) and",
            "from a file; check --help lists them all.",
            "",
            "Exit codes of run: 0 everything was delivered; 3 something is left on disk, for the next start;",
            "4 something is left that was not on disk; 5 all that was left is in leftover.s3; 2 a setting is wrong;",
            "1 it went wrong.");

    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        String command = arguments.isEmpty() ? "run" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (command) {
            case "run" -> forward(rest, environment, err);
            case "--config" -> forward(arguments, environment, err);
            case "check" -> new CheckCommand().run(rest, environment, out, err);
            case "import-fluent-bit" -> new ImportCommand().run(rest, environment, out, err);
            case "probe" -> new ProbeCommand().run(rest, environment, out, err);
            case "--help", "-h", "help" -> {
                HELP.forEach(out::println);
                yield 0;
            }
            default -> {
                err.println("kanshi-sidecar: there is no command " + command + "; --help lists them.");
                yield WRONG_SETTINGS;
            }
        };
    }

    private static int forward(List<String> arguments, Map<String, String> environment, PrintStream err) {
        SettingsOutcome outcome = SettingsReader.read(arguments, environment);
        if (outcome instanceof SettingsOutcome.Accepted accepted) {
            return forward(accepted.settings(), err);
        }
        if (outcome instanceof SettingsOutcome.Refused refused) {
            refused.mistakes().forEach(mistake -> err.println("kanshi-sidecar: " + mistake));
        }
        return WRONG_SETTINGS;
    }

    private static int forward(SidecarSettings settings, PrintStream err) {
        SidecarSettings.Kinesis kinesis = settings.kinesis();
        KinesisStream stream = new KinesisStream(kinesis.stream(), kinesis.endpoint(), kinesis.region());
        try (Sidecar sidecar = Sidecar.open(settings, stream, leftovers(settings), Clock.systemUTC())) {
            err.println("kanshi-sidecar: listening on " + settings.forward().socket());
            sidecar.begin();
            return untilStopped(sidecar, settings, err);
        } catch (IOException unusable) {
            err.println("kanshi-sidecar: " + unusable.getMessage());
            return WRONG_SETTINGS;
        }
    }

    static @Nullable LeftoverFolder leftovers(SidecarSettings settings) {
        S3Location folder = settings.leftover().s3();
        return folder == null
                ? null
                : new S3Folder(
                        folder,
                        settings.leftover().endpoint(),
                        settings.kinesis().region());
    }

    /** The reading thread is this one; all that is not needed to take a line begins beside it. */
    private static int untilStopped(Sidecar sidecar, SidecarSettings settings, PrintStream err) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        int[] exitCode = {FAILED};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar, settings, ended, exitCode, err), "stop"));
        Thread beside = new Thread(() -> beginBeside(sidecar, settings, err), "beside");
        beside.setDaemon(true);
        beside.start();
        try {
            Ending ending = sidecar.run();
            err.println("kanshi-sidecar: " + ending.sentence());
            exitCode[0] = ending.exitCode();
        } catch (RuntimeException | Error broken) {
            // What was read is in the journal: the next start goes on with it. Hanging on would help nobody.
            err.println("kanshi-sidecar: the reading thread has failed: " + broken);
            broken.printStackTrace(err);
        } finally {
            ended.countDown();
        }
        return exitCode[0];
    }

    /** Health, metrics and stats. What of it cannot begin is told; logs flow without it. */
    private static void beginBeside(Sidecar sidecar, SidecarSettings settings, PrintStream err) {
        StatsLoop stats = new StatsLoop(
                settings,
                (line, container) -> {
                    if (!sidecar.metric(line, container)) {
                        err.println("kanshi-sidecar: a metric was dropped, too many wait");
                    }
                },
                Clock.systemUTC(),
                warning -> err.println("kanshi-sidecar: " + warning));
        sidecar.identities(() -> identity(stats.taskFacts()));
        try {
            if (settings.health().port() != 0) {
                HealthServer.start(settings.health().port(), new SidecarVitals(sidecar, stats::metrics));
            }
            if (settings.health().fireLensPort() != 0) {
                HealthSink.start(settings.health().fireLensPort(), Clock.systemUTC());
            }
        } catch (IOException taken) {
            err.println("kanshi-sidecar: health.port or firelens.health-port: " + taken.getMessage());
        }
    }

    private static TaskIdentity identity(@Nullable TaskFacts facts) {
        return facts == null
                ? TaskIdentity.UNKNOWN
                : new TaskIdentity(facts.serviceName(), facts.clusterName(), facts.taskArn(), facts.taskDefinition());
    }

    /** SIGTERM: the exit code is that of the ending, which the runtime would not give. */
    private static void stop(
            Sidecar sidecar, SidecarSettings settings, CountDownLatch ended, int[] exitCode, PrintStream err) {
        sidecar.stop();
        Duration within = settings.grace().plus(settings.leftover().longest());
        try {
            if (!ended.await(within.toMillis() + 5000, TimeUnit.MILLISECONDS)) {
                err.println("kanshi-sidecar: did not end within " + within);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode[0]);
    }
}
