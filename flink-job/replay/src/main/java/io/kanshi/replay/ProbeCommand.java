package io.kanshi.replay;

import io.kanshi.live.LiveSettings;
import io.kanshi.live.SettingsCheck;
import io.kanshi.replay.probe.Probe;
import io.kanshi.replay.probe.ProbeResult;
import io.kanshi.replay.probe.ProbeRule;
import io.kanshi.replay.probe.RulesInBucket;
import io.kanshi.replay.source.InputMistake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kanshi job probe}: whether a line that goes into the stream comes out in the archive, and how long that takes. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a line of the service kanshi-probe into the stream and waits until its row is in the archive's table logs;"
                    + " with --alert also until its alert is in a queue behind alerts.json-topic.",
            "The settings are the live job's, from the environment and a properties file."
        },
        footer = {
            "",
            "Exit code 0: it has arrived; 1: it has not, or not in time, or the stream or an end cannot be reached;"
                    + " 2: a flag or setting is wrong.",
            "With --every it goes on until Ctrl-C.",
            "",
            "Examples:",
            "  kanshi job probe --config prod.properties",
            "  kanshi job probe --config prod.properties --every 1m --within 10m"
                    + " --alert https://sqs.eu-central-1.amazonaws.com/123456789012/kanshi-probe"
        })
final class ProbeCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration SHORTEST_EVERY = Duration.ofSeconds(5);
    private static final Pattern QUEUE = Pattern.compile("https?://[A-Za-z0-9.:-]+/\\d{12}/[A-Za-z0-9_-]{1,80}");

    private final Console console;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(names = "--config", paramLabel = "FILE", description = "a properties file")
    private @Nullable Path config;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "how long a line may take to the archive, 1h at most; default: ${DEFAULT-VALUE}")
    private String within = "10m";

    @Option(
            names = "--alert",
            paramLabel = "QUEUE",
            description = "the URL of an SQS queue that gets the alerts of the rule kanshi-probe, and nothing else;"
                    + " docs/operations.md has both. Default: alerts are not looked at")
    private @Nullable String alert;

    @Option(
            names = "--alert-within",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "how long a line may take to its alert, 1h at most; default: ${DEFAULT-VALUE}")
    private String alertWithin = "1m";

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "write one so often, 5s at least, for ever; default: one line")
    private @Nullable String every;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "another address of S3, such as an emulator's; default: the region's")
    private @Nullable URI s3;

    ProbeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Probe.Ends ends =
                new Probe.Ends(s3, patience("--within", within), queue(alert), patience("--alert-within", alertWithin));
        Duration pause = every == null ? null : Values.duration("--every", every);
        if (pause != null && pause.compareTo(SHORTEST_EVERY) < 0) {
            throw new InputMistake("--every must be at least 5s: " + every + ".");
        }
        SettingsCheck check = check();
        LiveSettings settings = check.settings();
        if (settings == null) {
            check.mistakes().forEach(console::complain);
            return Kanshi.WRONG_USE;
        }
        String noAlert = ends.queue() == null ? null : ProbeRule.missing(settings);
        if (noAlert != null) {
            throw new InputMistake(noAlert);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "end-of-probe"));
        try (Probe probe = Probe.of(settings, ends, clock)) {
            return pause == null ? once(probe) : forEver(probe, pause);
        }
    }

    private static Duration patience(String name, String value) {
        Duration patience = Values.duration(name, value);
        if (patience.compareTo(Probe.LONGEST) > 0) {
            throw new InputMistake(name + " must be at most 1h: " + value + ".");
        }
        return patience;
    }

    private static @Nullable URI queue(@Nullable String url) {
        if (url == null) {
            return null;
        }
        if (!QUEUE.matcher(url).matches()) {
            throw new InputMistake("--alert must be the URL of a queue, such as"
                    + " https://sqs.eu-central-1.amazonaws.com/123456789012/kanshi-probe: " + url + ".");
        }
        return URI.create(url);
    }

    private SettingsCheck check() {
        return SettingsCheck.of(
                config == null ? List.of() : List.of("--config", config.toString()),
                System.getenv(),
                new RulesInBucket(s3));
    }

    private int once(Probe probe) throws InterruptedException {
        try {
            probe.write();
        } catch (IOException failed) {
            console.complain(String.valueOf(failed.getMessage()));
            return Kanshi.FAILED;
        }
        int exitCode = 0;
        while (probe.waiting() > 0) {
            if (isEnded(BETWEEN_LOOKS)) {
                return Kanshi.FAILED;
            }
            for (ProbeResult result : probe.look()) {
                tell(result);
                if (result.kind() == ProbeResult.Kind.UNREACHABLE) {
                    return Kanshi.FAILED;
                }
                exitCode = result.kind() == ProbeResult.Kind.MISSING ? Kanshi.FAILED : exitCode;
            }
        }
        return exitCode;
    }

    /** What cannot be written or listed now may be again in a minute. */
    private int forEver(Probe probe, Duration pause) throws InterruptedException {
        long due = clock.millis();
        do {
            if (clock.millis() >= due) {
                // After an outage in which a request took its time, one is due and not all that were left out.
                due = Math.max(due + pause.toMillis(), clock.millis());
                try {
                    probe.write();
                } catch (IOException failed) {
                    console.complain(String.valueOf(failed.getMessage()));
                }
            }
            probe.look().forEach(this::tell);
        } while (!isEnded(BETWEEN_LOOKS));
        return 0;
    }

    private boolean isEnded(Duration after) throws InterruptedException {
        return ended.await(after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(ProbeResult result) {
        if (result.kind() == ProbeResult.Kind.ARRIVED) {
            console.print(result.text());
        } else {
            console.complain(result.text());
        }
    }
}
