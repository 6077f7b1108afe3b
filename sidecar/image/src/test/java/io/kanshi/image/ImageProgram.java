package io.kanshi.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The program of the built image, run from the image's root folder without a container. */
final class ImageProgram implements AutoCloseable {

    static final Path ROOT = Path.of("target/root").toAbsolutePath();

    final Path socket;
    final Path log;
    final int healthPort;
    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> options;
    private @Nullable Process process;

    /** @param folder for socket, spill and log; its path is short enough for a socket */
    ImageProgram(Path folder, Surroundings around, List<String> more) throws IOException {
        this.folder = folder;
        this.settings = around.settings();
        socket = folder.resolve("s");
        log = folder.resolve("log");
        options = new ArrayList<>(more);
        options.addAll(around.trust());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            healthPort = free.getLocalPort();
        }
    }

    void start() throws IOException {
        process = launch(List.of(), options);
    }

    void awaitSocket() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(socket)) {
            if (System.nanoTime() > end || !process().isAlive()) {
                throw new AssertionError("no socket, " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Another command in the same surroundings; its exit code. */
    int command(String name, List<String> more) throws IOException, InterruptedException {
        Process other = launch(List.of(name), more);
        if (!other.waitFor(30, TimeUnit.SECONDS)) {
            other.destroyForcibly();
            throw new AssertionError(name + " does not end");
        }
        return other.exitValue();
    }

    private Process launch(List<String> arguments, List<String> more) throws IOException {
        Path program = ROOT.resolve("kanshi");
        List<String> command =
                new ArrayList<>(List.of(program.resolve("runtime/bin/java").toString()));
        command.addAll(more);
        for (String option : Files.readAllLines(program.resolve("options"))) {
            if (!option.startsWith("#")) {
                command.add(option.replace("=/kanshi/", "=" + program + "/"));
            }
        }
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(program.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(settings);
        environment.put("KANSHI_FORWARD_SOCKET", socket.toString());
        environment.put("KANSHI_SPILL_FOLDER", folder.resolve("spill").toString());
        environment.put("KANSHI_HEALTH_PORT", Integer.toString(healthPort));
        environment.put("KANSHI_FIRELENS_HEALTH_PORT", "0");
        environment.put("KANSHI_FRAME_IDLE_HEADER_EVERY", "2s");
        environment.put("KANSHI_STATS_EVERY", "2s");
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    Process process() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    /** SIGTERM; its exit code. */
    int end() throws InterruptedException {
        process().destroy();
        if (!process().waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the sidecar does not end, " + log);
        }
        return process().exitValue();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
