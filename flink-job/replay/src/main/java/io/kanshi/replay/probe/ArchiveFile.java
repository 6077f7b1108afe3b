package io.kanshi.replay.probe;

import java.time.Instant;
import org.apache.parquet.io.InputFile;

/**
 * A file of the archive that a reader sees.
 *
 * @param name its address
 * @param changed when it was written, by the clock of the file system
 */
record ArchiveFile(String name, Instant changed, InputFile content) {

    /** Readers like Athena do not see names that begin with a dot or an underscore. */
    static boolean isVisible(String name) {
        return !name.startsWith(".") && !name.startsWith("_");
    }
}
