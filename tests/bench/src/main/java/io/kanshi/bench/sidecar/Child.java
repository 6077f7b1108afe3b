package io.kanshi.bench.sidecar;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process that this one started: lines go in, lines come out; what it says on its error stream goes to a file. One thread. */
final class Child implements AutoCloseable {

    private final String name;
    private final File log;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /** Starts {@code java} with these arguments, options and classpath included. */
    Child(String name, Path folder, List<String> arguments, Map<String, String> environment) throws IOException {
        this.name = name;
        this.log = folder.resolve(name + ".log").toFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
        builder.environment().putAll(environment);
        process = builder.start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** One of this module's own classes, with this module's classpath. */
    static Child of(Class<?> main, Path folder, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(ownClass(main));
        all.addAll(List.of(arguments));
        return new Child(main.getSimpleName(), folder, all, Map.of());
    }

    static List<String> ownClass(Class<?> main) {
        return List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName());
    }

    String name() {
        return name;
    }

    void order(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    /** The next line it says. */
    String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " ended too early; what it said is in " + log);
        }
        return line;
    }

    /** Why this one is to blame when something went wrong elsewhere; the other's own words when it is not. */
    IOException explain(IOException elsewhere) {
        return process.isAlive()
                ? elsewhere
                : new IOException(
                        name + " ended in the middle of a round (exit code " + process.exitValue() + "); see " + log,
                        elsewhere);
    }

    /** Ends another one when this one ends, so that nobody waits for what cannot come any more. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing cannot fail
    void takesAlong(Child other) {
        process.onExit().thenRun(other::close);
    }

    /** The largest resident set so far, in bytes. */
    long peakBytes() throws IOException {
        return OperatingSystem.peakBytes(process.pid());
    }

    /** Waits for its own end. */
    void await() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException(name + " ended with exit code " + process.exitValue() + "; see " + log);
        }
    }

    /** Asks it to end and waits until it has. */
    void end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException(name + " did not end within a minute of SIGTERM; see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
