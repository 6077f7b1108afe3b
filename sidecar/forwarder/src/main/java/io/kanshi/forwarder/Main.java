package io.kanshi.forwarder;

import io.kanshi.forwarder.kinesis.KinesisStream;
import io.kanshi.forwarder.settings.CheckCommand;
import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.forwarder.settings.SidecarSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program. Exit codes: 0 all delivered, 1 it went wrong, 2 a setting or argument is wrong, 3 something is left on disk, 4 something
 * is left that was not on disk.
 */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private Main() {}

    public static void main(String... arguments) throws Exception {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) throws Exception {
        String command = arguments.isEmpty() || arguments.get(0).startsWith("-") ? "run" : arguments.get(0);
        List<String> rest = command.equals("run")
                        && (arguments.isEmpty() || !arguments.get(0).equals("run"))
                ? arguments
                : arguments.subList(1, arguments.size());
        return switch (command) {
            case "run" -> forward(rest, environment);
            case "check" -> new CheckCommand().run(rest, environment, System.out, System.err);
            default -> {
                System.err.println("kanshi-sidecar: there is no command " + command + ": run (the default), check");
                yield WRONG_SETTINGS;
            }
        };
    }

    private static int forward(List<String> arguments, Map<String, String> environment) throws InterruptedException {
        SettingsOutcome outcome = SettingsReader.read(arguments, environment);
        if (outcome instanceof SettingsOutcome.Refused refused) {
            refused.mistakes().forEach(mistake -> System.err.println("kanshi-sidecar: " + mistake));
            return WRONG_SETTINGS;
        }
        return forward(((SettingsOutcome.Accepted) outcome).settings());
    }

    private static int forward(SidecarSettings settings) {
        SidecarSettings.Kinesis kinesis = settings.kinesis();
        KinesisStream stream = new KinesisStream(kinesis.stream(), kinesis.endpoint(), kinesis.region());
        try (Sidecar sidecar = Sidecar.open(settings, stream, Clock.systemUTC())) {
            System.err.println(
                    "kanshi-sidecar: listening on " + settings.forward().socket());
            sidecar.begin();
            CountDownLatch ended = new CountDownLatch(1);
            int[] exitCode = {FAILED};
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar, settings, ended, exitCode), "stop"));
            Ending ending = sidecar.run();
            System.err.println("kanshi-sidecar: " + ending.sentence());
            exitCode[0] = ending.exitCode();
            ended.countDown();
            return ending.exitCode();
        } catch (IOException unusable) {
            System.err.println("kanshi-sidecar: " + unusable.getMessage());
            return WRONG_SETTINGS;
        }
    }

    /** SIGTERM: the exit code is that of the ending, which the runtime would not give. */
    private static void stop(Sidecar sidecar, SidecarSettings settings, CountDownLatch ended, int[] exitCode) {
        sidecar.stop();
        try {
            boolean inTime = ended.await(settings.grace().toMillis() + 5000, TimeUnit.MILLISECONDS);
            if (!inTime) {
                System.err.println("kanshi-sidecar: did not end within " + settings.grace());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode[0]);
    }
}
