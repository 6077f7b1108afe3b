package io.kanshi.testkit.flink;

import java.io.IOException;
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
            "lang",
            "net",
            "io",
            "nio",
            "lang.reflect",
            "text",
            "time",
            "util",
            "util.concurrent",
            "util.concurrent.atomic",
            "util.concurrent.locks");

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
    static FlinkJvm start(ClusterFolder folder, String name, String mainClass, List<String> more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPEN.forEach(part -> command.add("--add-opens=java.base/java." + part + "=ALL-UNNAMED"));
        command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        command.addAll(more);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.temporary(name)),
                "-Duser.home=" + Files.createDirectories(folder.untouched()),
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                FlinkJars.flink().resolve("lib").resolve("*").toString(),
                mainClass,
                "--configDir",
                folder.configuration().toString(),
                "-D",
                "io.tmp.dirs=" + folder.temporary(name)));
        if (mainClass.endsWith("TaskManagerRunner")) {
            command.addAll(List.of("-D", "taskmanager.resource-id=" + name));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.untouched().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log(name).toFile());
        builder.environment()
                .put("FLINK_PLUGINS_DIR", FlinkJars.flink().resolve("plugins").toString());
        builder.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        return new FlinkJvm(name, builder.start(), folder.log(name));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kill −9. */
    void kill() {
        process.destroyForcibly();
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
