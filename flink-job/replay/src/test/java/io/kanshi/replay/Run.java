package io.kanshi.replay;

import io.kanshi.events.EventsSettings;
import io.kanshi.replay.source.CapturedFiles;
import io.kanshi.replay.source.ReplaySettings;
import io.kanshi.rules.RuleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How a test replays files: the plan of the command line without its flags. */
record Run(String rules, int parallelism, Duration lateness, Duration checkpointInterval) {

    static final Run DEFAULTS =
            new Run(RuleFile.defaultText(), 2, ReplaySettings.DEFAULTS.lateness(), Duration.ofSeconds(10));

    Run withRules(String text) {
        return new Run(text, parallelism, lateness, checkpointInterval);
    }

    Run withParallelism(int subtasks) {
        return new Run(rules, subtasks, lateness, checkpointInterval);
    }

    Run withLateness(Duration disorder) {
        return new Run(rules, parallelism, disorder, checkpointInterval);
    }

    /** Replays files and folders, in the order given, into a new folder. */
    Replayed of(Path out, List<Path> inputs) throws Exception {
        ReplayPlan plan = plan(out, inputs);
        return new Replayed(plan, new ReplayJob(plan).run(read -> {}));
    }

    ReplayPlan plan(Path out, List<Path> inputs) throws Exception {
        Files.createDirectories(out);
        CapturedFiles.Found found =
                CapturedFiles.find(inputs.stream().map(Path::toString).toList());
        return new ReplayPlan(
                found.files(),
                found.passedOver(),
                new ReplaySettings(lateness, null, null, ReplaySettings.DEFAULTS.textZone()),
                EventsSettings.defaults(),
                rules,
                out,
                parallelism,
                checkpointInterval);
    }
}
