package io.kanshi.replay;

import io.kanshi.events.EventsSettings;
import io.kanshi.replay.source.CapturedFile;
import io.kanshi.replay.source.ReplaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything a replay needs, checked.
 *
 * @param passedOver files in the named folders that are no logs
 * @param rules the text of the rule file
 * @param out the output folder, which is empty
 */
record ReplayPlan(
        List<CapturedFile> files,
        List<String> passedOver,
        ReplaySettings reading,
        EventsSettings events,
        String rules,
        Path out,
        int parallelism,
        Duration checkpointInterval) {

    long bytes() {
        return files.stream().mapToLong(CapturedFile::size).sum();
    }
}
