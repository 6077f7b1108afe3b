package io.kanshi.replay;

import io.kanshi.replay.source.CapturedFiles;
import io.kanshi.replay.source.InputMistake;
import io.kanshi.replay.source.ReplaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kanshi replay}: captured files through the job. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs captured container logs through the job: archive, errors, rules and alerts, as if they came in live.",
            "Reads .ndjson, .json, .log, .gz and .zst: events of FireLens and Fluent Bit, Docker's json-file logs, frames of the"
                    + " sidecar and plain text. The order of the files does not matter. Without files it replays the bundled sample."
        },
        footer = {
            "",
            "Settings (--set):",
            "  text.zone=ZONE               zone of times in plain text that name none; default UTC",
            "  checkpoint.interval=DURATION how often files are closed; default 10s",
            "  health-checks.patterns=A,B   RE2 patterns of health checks in messages",
            "  health-checks.paths=/a,/b    paths of health checks",
            "  health-checks.agents=A,B     how the user agents of probes start",
            "  events.max-log-bytes=N, events.max-attribute-bytes=N, events.max-ahead=DURATION, events.max-behind=DURATION",
            "",
            "Examples:",
            "  kanshi replay",
            "  kanshi replay /var/lib/docker/containers --out incident-42",
            "  kanshi replay 'captured/*.gz' --from 2026-11-23T08:00:00Z --to 2026-11-23T09:00:00Z",
            "  kanshi replay app.log --rules my-rules.yaml --set text.zone=Asia/Tokyo",
            "",
            "Exit code 0: done; 1: it went wrong, or a file is damaged; 2: a path, flag or value is wrong."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final String DEFAULT_OUT = "kanshi-out";

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "files, folders (with all in them) and globs")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--rules", paramLabel = "FILE", description = "rule file; default: the built-in rules")
    private @Nullable Path rules;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "output folder, new or empty; default: ./" + DEFAULT_OUT)
    private Path out = Path.of(DEFAULT_OUT);

    @Option(names = "--parallelism", paramLabel = "N", description = "subtasks; default: one a processor, 1 to 64")
    private @Nullable Integer parallelism;

    @Option(names = "--from", paramLabel = "TIME", description = "passes over lines before this time, RFC 3339")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "passes over lines at and after this time, RFC 3339")
    private @Nullable String to;

    @Option(names = "--lateness", paramLabel = "DURATION", description = "disorder that is put right; default: 30s")
    private @Nullable String lateness;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting; may be given several times")
    private Map<String, String> settings = new LinkedHashMap<>();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ReplayPlan plan = plan();
        OutputFolder.prepare(plan.out());
        ProgressLine progress = new ProgressLine(plan.bytes(), System.nanoTime());
        ReplayOutcome outcome = new ReplayJob(plan).run(read -> progress.show(console, read, System.nanoTime()));
        new Summary(plan, outcome, console).print();
        return verdict(outcome);
    }

    private int verdict(ReplayOutcome outcome) {
        outcome.read().damages().forEach(console::complain);
        if (outcome.unaccounted() != 0) {
            console.complain(new Balance(outcome).sentence());
            return Kanshi.FAILED;
        }
        return outcome.read().damages().isEmpty() ? 0 : Kanshi.FAILED;
    }

    private ReplayPlan plan() {
        OutputFolder.mustBeUsable(out);
        SettingsInput input = new SettingsInput(settings);
        CapturedFiles.Found found = CapturedFiles.find(arguments.isEmpty() ? List.of(sample()) : arguments);
        Duration wait = lateness == null ? ReplaySettings.DEFAULTS.lateness() : Values.duration("--lateness", lateness);
        Instant start = from == null ? null : Values.time("--from", from);
        Instant end = to == null ? null : Values.time("--to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw new InputMistake("--from must be before --to: " + from + " and " + to + ".");
        }
        return new ReplayPlan(
                found.files(),
                found.passedOver(),
                new ReplaySettings(wait, start, end, input.textZone()),
                input.events(),
                RuleText.forReplay(rules),
                out.toAbsolutePath().normalize(),
                Values.parallelism(parallelism),
                input.checkpointInterval());
    }

    private static String sample() {
        String home = System.getProperty("kanshi.home", ".");
        Path sample = Path.of(home, "tests", "samples", "shop");
        if (!Files.isDirectory(sample)) {
            throw new InputMistake("Name the files to replay: the bundled sample is not at " + sample + ".");
        }
        return sample.toString();
    }
}
