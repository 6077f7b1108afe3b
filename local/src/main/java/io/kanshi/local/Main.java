package io.kanshi.local;

import io.kanshi.replay.Console;
import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code kanshi local}: starts everything in the order of the flow, shows alerts, and stops everything from the sidecar on. */
@Command(
        name = "kanshi local",
        mixinStandardHelpOptions = true,
        description = {
            "All of kanshi on this machine: emulators of Kinesis, SNS and CloudWatch Logs, the job with Flink's web interface, and a"
                    + " sidecar that waits for Docker. Alerts are shown as they come.",
            "Needs Node 20 and Python 3 (the emulators are fetched at the first start)."
        },
        footer = {
            "",
            "Examples:",
            "  kanshi local --demo                  a small shop whose payment provider is down: an alert within a minute",
            "  kanshi local --follow app.log        what a program writes to a file; its service is \"app\"",
            "  kanshi local --rules my-rules.yaml   with rules of your own",
            "",
            "Ctrl-C stops everything. Exit code 1: it went wrong; 2: a flag or value is wrong."
        })
public final class Main implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Console console;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(names = "--demo", description = "services that log, and fail, by themselves")
    private boolean demo;

    @Option(
            names = "--follow",
            paramLabel = "FILE",
            arity = "1..*",
            description = "files whose lines are sent, also those to come")
    private List<Path> follow = new ArrayList<>();

    @Option(names = "--rules", paramLabel = "FILE", description = "rule file; default: the built-in rules")
    private @Nullable Path rules;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "kanshi-local",
            description = "where the archive, the socket and logs lie; default: ./kanshi-local")
    private Path folder = Path.of("kanshi-local");

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "of Flink's web interface; default: 8081")
    private int webPort = 8081;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    Main(Console console) {
        this.console = console;
    }

    public static void main(String... arguments) {
        System.exit(run(Console.ofThisProcess(), arguments));
    }

    /** Runs until it is stopped; the exit code. */
    static int run(Console console, String... arguments) {
        Main main = new Main(console);
        CommandLine line = new CommandLine(main).setUsageHelpWidth(100);
        line.setParameterExceptionHandler((mistake, unused) -> {
            console.complain(mistake.getMessage() + " (kanshi local --help tells what there is)");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            console.complain(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            return FAILED;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        LocalRules checked = LocalRules.of(rules);
        for (Path file : follow) {
            if (!Files.isReadable(file)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--follow must be a file that can be read: " + file);
            }
        }
        Path place = Files.createDirectories(folder).toAbsolutePath().normalize();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            return runIn(place, checked);
        } finally {
            ended.countDown();
        }
    }

    private int runIn(Path place, LocalRules checked) throws Exception {
        Path home = Path.of(System.getProperty("kanshi.home", "."));
        int port = webPort == 0 ? EmulatorProcess.freePort() : webPort;
        console.print("Starting the emulators of Kinesis, SNS and CloudWatch Logs …");
        try (Cloud cloud = Cloud.start()) {
            console.print("Starting the job …");
            try (LocalJob job = LocalJob.start(cloud, place.resolve("archive"), checked, port);
                    SidecarProcess sidecar = SidecarProcess.start(home, place, cloud)) {
                welcome(cloud, place, sidecar.socket(), port);
                feed(sidecar.socket());
                return showAlerts(cloud, job);
            }
        }
    }

    /** Each with a connection of its own, which ends with the program. */
    private void feed(Path socket) throws IOException {
        List<Runnable> feeds = new ArrayList<>();
        if (demo) {
            feeds.add(new Demo(new Lines(socket), stopped));
        }
        for (Path file : follow) {
            feeds.add(new FollowFile(file, new Lines(socket), stopped));
        }
        for (Runnable feed : feeds) {
            Thread thread = new Thread(feed, "feed");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private int showAlerts(Cloud cloud, LocalJob job) throws Exception {
        while (!stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            showNew(cloud);
            if (job.hasEnded()) {
                console.complain("the job has ended; its web interface or the log says why");
                return FAILED;
            }
        }
        console.print("Stopping: first the sidecar, which sends what it holds, then the job, then the emulators …");
        return 0;
    }

    /** An emulator that does not answer for once is asked again. */
    private void showNew(Cloud cloud) throws IOException {
        try {
            for (String alert : cloud.takeAlerts()) {
                console.printLoud(AlertLines.of(alert));
            }
        } catch (SdkException unanswered) {
            console.complain("alerts could not be read and are asked for again: " + unanswered.getMessage());
        }
    }

    private void welcome(Cloud cloud, Path place, Path socket, int port) {
        console.print("");
        console.printBold("Ready. Ctrl-C stops everything.");
        console.print("  Flink's web interface   http://127.0.0.1:" + port);
        console.print("  the stream, live        ./kanshi tail --stream " + cloud.streamArn() + " --endpoint "
                + cloud.kinesis());
        console.print("                          (with AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local before it)");
        console.print(
                "  the archive             " + place.resolve("archive") + "   rows can be queried after about 15 s:");
        console.print("                          duckdb -c \"SELECT time, service, level, message FROM '"
                + place.resolve("archive") + "/logs/*/*/*.parquet' ORDER BY time DESC LIMIT 20\"");
        console.print("  errors                  CloudWatch Logs group " + Cloud.LOG_GROUP + " at " + cloud.aws());
        console.print("");
        console.print("Send it the logs of a container:");
        console.print(
                "  docker run --rm --label service=hello --log-driver=fluentd --log-opt fluentd-address=unix://"
                        + socket
                        + " --log-opt labels=service alpine sh -c 'for i in $(seq 100); do echo error: $i is wrong; done; sleep 5'");
        console.print("or of a file: ./kanshi local --follow FILE; or a made-up shop's: ./kanshi local --demo");
        console.print("");
        console.printBold("Alerts");
    }

    void stopNow() {
        stopped.countDown();
    }

    /** The end of the program waits until all that it started has ended. */
    private void stop() {
        stopNow();
        try {
            if (!ended.await(60, TimeUnit.SECONDS)) {
                console.complain("something did not end within a minute");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
