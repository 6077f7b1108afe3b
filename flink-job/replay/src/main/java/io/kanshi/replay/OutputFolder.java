package io.kanshi.replay;

import io.kanshi.replay.source.InputMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder for the results: new or empty, so that two replays are never mixed. */
final class OutputFolder {

    private OutputFolder() {}

    /** Changes nothing; throws {@link InputMistake}. */
    static void mustBeUsable(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InputMistake("--out " + folder + " is a file, not a folder.");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new InputMistake(
                        "The output folder " + folder + " is not empty: name another one with --out, or delete it.");
            }
        } catch (IOException unreadable) {
            throw new InputMistake("The output folder " + folder + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new InputMistake("The output folder " + folder + " cannot be made: " + refused.getMessage() + ".");
        }
        if (!Files.isWritable(folder)) {
            throw new InputMistake("The output folder " + folder + " cannot be written to.");
        }
    }
}
