package io.kanshi.replay.probe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line.
 *
 * @param id its trace id
 * @param time when it was written
 * @param after how long it was on its way, or was waited for
 * @param file where its row is; null: nowhere yet
 * @param lookedAt the partition's files that appeared in the meantime
 */
public record ProbeResult(
        String id, Instant time, Duration after, @Nullable String file, int lookedAt) {

    /** One line for people. */
    public String text() {
        String line = "probe " + id + " of " + time;
        return file == null
                ? line + " is not in the archive after " + after.toSeconds() + " s; " + lookedAt
                        + " new files of its hour were looked at"
                : line + " is in the archive after " + after.toSeconds() + " s: " + file;
    }
}
