package io.kanshi.testkit.flink;

import io.kanshi.testkit.s3.S3Emulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One JVM of the cluster. Its working directory and home are an empty folder in which nothing may be written, its temporary files go to
 * a folder of its own; what it says goes to a file. Ended by its process.
 */
final class FlinkJvm implements AutoCloseable {

    /** What Flink's own scripts open on JDK 17 (config.yaml, env.java.opts.all). */
    private static final List<String> OPEN = List.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "sun.nio.ch",
            "java.lang.reflect",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    /** For the emulators, which check nothing of it or take these. */
    private static final Map<String, String> CREDENTIALS = Map.of(
            "AWS_ACCESS_KEY_ID", S3Emulator.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY", S3Emulator.SECRET_KEY,
            "AWS_EC2_METADATA_DISABLED", "true");

    final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);

    private FlinkJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a main class of Flink's with these options of the JVM. */
    static FlinkJvm start(ClusterFolder folder, String name, String mainClass, List<String> options)
            throws IOException {
        Files.createDirectories(folder.temporary(name));
        Files.createDirectories(folder.untouched());
        Path flink = FlinkJars.flink();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPEN.forEach(part -> command.add("--add-opens=java.base/" + part + "=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(folders(folder, name));
        command.addAll(List.of("-cp", flink.resolve("lib").resolve("*").toString(), mainClass));
        command.addAll(List.of("--configDir", folder.configuration().toString()));
        command.addAll(List.of("-D", "io.tmp.dirs=" + folder.temporary(name), "-D", "taskmanager.resource-id=" + name));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.untouched().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log(name).toFile());
        builder.environment().put("FLINK_PLUGINS_DIR", flink.resolve("plugins").toString());
        builder.environment().putAll(CREDENTIALS);
        return new FlinkJvm(name, builder.start(), folder.log(name));
    }

    private static List<String> folders(ClusterFolder folder, String name) {
        return List.of(
                "-Djava.io.tmpdir=" + folder.temporary(name),
                "-Duser.home=" + folder.untouched(),
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kill −9. */
    void kill() {
        process.destroyForcibly();
    }

    /** What the JDK's {@code jcmd} tells of it. */
    String ask(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException(command + " of " + name + " failed: " + answer);
        }
        return answer;
    }

    /** The last so many characters of what it said. */
    String said(int length) {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - length));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the JVM is ending and has started the hook
        }
    }
}
