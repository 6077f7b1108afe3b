package io.kanshi.forwarder;

import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be killed. */
final class SidecarProcess implements AutoCloseable {

    final Path socket;
    private final Process process;
    private final Path log;

    private SidecarProcess(Path socket, Process process, Path log) {
        this.socket = socket;
        this.process = process;
        this.log = log;
    }

    static SidecarProcess start(Path folder, KinesisFake kinesis, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KANSHI_") || name.startsWith("AWS_"));
        Path socket = folder.resolve("fluent.sock");
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("KANSHI_FORWARD_SOCKET", socket.toString());
        environment.put("KANSHI_SPILL_FOLDER", folder.resolve("spill").toString());
        environment.put("KANSHI_KINESIS_STREAM", Running.STREAM);
        environment.put("KANSHI_KINESIS_ENDPOINT", kinesis.endpoint().toString());
        environment.put("KANSHI_FRAME_MAX_AGE", "100ms");
        environment.put("KANSHI_GRACE", "20s");
        environment.put("KANSHI_HEALTH_PORT", "0");
        environment.put("KANSHI_FIRELENS_HEALTH_PORT", "0");
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        Path log = folder.resolve("sidecar.log");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new SidecarProcess(socket, process, log);
    }

    /** A connection, once it listens. */
    ForwardClient client() throws IOException, InterruptedException {
        while (true) {
            try {
                return ForwardClient.unix(socket);
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the sidecar has ended: " + said(), notYet);
                }
            }
        }
    }

    /** kill −9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; its exit code. */
    int end() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the sidecar does not end: " + said());
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
