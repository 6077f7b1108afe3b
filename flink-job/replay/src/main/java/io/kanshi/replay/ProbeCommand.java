package io.kanshi.replay;

import io.kanshi.live.LiveSettings;
import io.kanshi.live.SettingsCheck;
import io.kanshi.replay.probe.Probe;
import io.kanshi.replay.probe.ProbeResult;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kanshi job probe}: whether a line that goes into the stream comes out in the archive, and how long that takes. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a line of the service kanshi-probe into the stream and waits until its row is in the archive's table logs.",
            "The settings are the live job's: stream.arn and archive.folder, from the environment and a properties file."
        },
        footer = {
            "",
            "Exit code 0: it has arrived; 1: it has not, or the stream or archive cannot be reached; 2: a flag or setting is wrong.",
            "With --every it goes on until Ctrl-C.",
            "",
            "Examples:",
            "  kanshi job probe --config prod.properties",
            "  kanshi job probe --config prod.properties --every 1m --within 10m"
        })
final class ProbeCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration SHORTEST_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_WITHIN = Duration.ofHours(1);

    private final Console console;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(names = "--config", paramLabel = "FILE", description = "a properties file")
    private @Nullable Path config;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "how long a line may take, 1h at most; default: ${DEFAULT-VALUE}")
    private String within = "10m";

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
        Duration patience = Values.duration("--within", within);
        if (patience.compareTo(LONGEST_WITHIN) > 0) {
            throw new InputMistake("--within must be at most 1h: " + within + ".");
        }
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
        Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "end-of-probe"));
        try (Probe probe = Probe.of(settings, s3, clock)) {
            return pause == null ? once(probe, patience) : forEver(probe, patience, pause);
        }
    }

    private SettingsCheck check() {
        return SettingsCheck.of(
                config == null ? List.of() : List.of("--config", config.toString()),
                System.getenv(),
                new RulesInBucket(s3));
    }

    private int once(Probe probe, Duration patience) throws InterruptedException {
        try {
            probe.write();
            while (!isEnded(BETWEEN_LOOKS)) {
                List<ProbeResult> results = probe.look(patience);
                if (!results.isEmpty()) {
                    return tell(results.get(0));
                }
            }
        } catch (IOException failed) {
            console.complain(String.valueOf(failed.getMessage()));
        }
        return Kanshi.FAILED;
    }

    /** What cannot be written or listed now may be again in a minute. */
    private int forEver(Probe probe, Duration patience, Duration pause) throws InterruptedException {
        long due = clock.millis();
        do {
            try {
                if (clock.millis() >= due) {
                    due += pause.toMillis();
                    probe.write();
                }
                probe.look(patience).forEach(this::tell);
            } catch (IOException failed) {
                console.complain(String.valueOf(failed.getMessage()));
            }
        } while (!isEnded(BETWEEN_LOOKS));
        return 0;
    }

    private boolean isEnded(Duration after) throws InterruptedException {
        return ended.await(after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private int tell(ProbeResult result) {
        if (result.file() == null) {
            console.complain(result.text());
            return Kanshi.FAILED;
        }
        console.print(result.text());
        return 0;
    }
}
