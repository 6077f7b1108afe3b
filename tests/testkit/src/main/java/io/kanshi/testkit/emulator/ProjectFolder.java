package io.kanshi.testkit.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds files of the project: in the folder that the launcher names (property {@code kanshi.home}), else above the working folder, which
 * is a module's where tests run.
 */
public final class ProjectFolder {

    private ProjectFolder() {}

    /** Fails where it is missing, with {@code what} it is or how it gets there. */
    public static Path find(Path path, String what) throws IOException {
        Path start = Path.of(System.getProperty("kanshi.home", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path found = folder.resolve(path);
            if (Files.exists(found)) {
                return found;
            }
        }
        throw new IOException("no " + path + " in or above " + start + ": " + what);
    }
}
