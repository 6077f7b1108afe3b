package io.kanshi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sidecar as a program of its own, as in production. What it says is in {@code sidecar.log}. */
final class SidecarProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final long ASK_EVERY_MILLIS = 50;

    private final Process process;
    private final Path socket;
    private final Path log;

    private SidecarProcess(Process process, Path socket, Path log) {
        this.process = process;
        this.socket = socket;
        this.log = log;
    }

    /** Starts it and waits until it takes connections at {@code socket}. */
    static SidecarProcess start(Path home, Path folder, Cloud cloud) throws IOException, InterruptedException {
        Path socket = folder.resolve("fluent.sock");
        Path log = folder.resolve("sidecar.log");
        Path jar = home.resolve("sidecar/forwarder/target/kanshi-sidecar.jar");
        if (!Files.exists(jar)) {
            throw new IOException("the sidecar is not built: there is no " + jar);
        }
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + home.resolve("sidecar/forwarder/jvm.options"),
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment()
                .putAll(Map.of(
                        "AWS_REGION",
                        Cloud.region(),
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local",
                        "KANSHI_KINESIS_STREAM",
                        cloud.stream(),
                        "KANSHI_KINESIS_ENDPOINT",
                        cloud.kinesis().toString(),
                        "KANSHI_FORWARD_SOCKET",
                        socket.toString(),
                        "KANSHI_SPILL_FOLDER",
                        folder.resolve("spill").toString(),
                        "KANSHI_FRAME_MAX_AGE",
                        "500ms",
                        "KANSHI_FRAME_IDLE_HEADER_EVERY",
                        "1s",
                        "KANSHI_HEALTH_PORT",
                        "0"));
        SidecarProcess sidecar = new SidecarProcess(program.start(), socket, log);
        sidecar.awaitSocket();
        return sidecar;
    }

    private void awaitSocket() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(socket)) {
            if (process.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                close();
                throw new IOException(
                        "the sidecar does not start: " + Files.readString(log).strip());
            }
        }
    }

    Path socket() {
        return socket;
    }

    /** SIGTERM, and as much time as it has in production to send what it holds. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
