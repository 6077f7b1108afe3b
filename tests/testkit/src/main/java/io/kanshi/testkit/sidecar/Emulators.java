package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.emulator.ProjectFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The emulators of {@code tests/emulators}: runs its install script, which does nothing when all is there. Fails, rather than skip a
 * test, when something is missing, with the script's own words.
 */
record Emulators(Path folder) {

    private static final Path SCRIPT = Path.of("tests", "emulators", "install");

    static Emulators installed() throws IOException, InterruptedException {
        return installed(Map.of());
    }

    /** With these variables in the script's environment. */
    static Emulators installed(Map<String, String> environment) throws IOException, InterruptedException {
        Path script = ProjectFolder.find(SCRIPT, "it installs the emulators");
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the emulators cannot be installed: " + said.strip());
        }
        return new Emulators(script.resolveSibling("node_modules"));
    }

    /** Where a package of npm is. */
    Path module(String name) {
        return folder.resolve(name);
    }

    /** A script of the project's own, beside what is installed. */
    Path script(String name) {
        return folder.resolveSibling(name);
    }
}
