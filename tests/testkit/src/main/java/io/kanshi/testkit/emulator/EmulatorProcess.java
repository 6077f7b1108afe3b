package io.kanshi.testkit.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An emulator as a process of its own. It is awaited by asking, ended by its process, also when this program is ended, and what it said
 * is told when it does not get ready. One thread.
 */
public final class EmulatorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ASK_EVERY_MILLIS = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);

    /** Whether the emulator is ready; an IOException says that it does not answer yet. */
    public interface Question {
        boolean isReady() throws IOException, InterruptedException;
    }

    private EmulatorProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it; {@code name} is for people. */
    public static EmulatorProcess start(String name, ProcessBuilder program) throws IOException {
        Path log = Files.createTempFile(name, ".log");
        Process process =
                program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        EmulatorProcess emulator = new EmulatorProcess(name, process, log);
        Runtime.getRuntime().addShutdownHook(emulator.atExit);
        return emulator;
    }

    /** A port of the loopback that nobody has right now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it is ready, or ends it and fails with what it said. */
    public void await(Question question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "it gave no answer";
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (question.isReady()) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
        String said = Files.readString(log);
        close();
        throw new IOException(name + " is not ready: " + last + "; it said:\n" + said);
    }

    private void kill() {
        process.destroyForcibly();
    }

    /** At once: it holds nothing that is worth an orderly end. */
    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the JVM is ending and has started the hook
        }
        Files.deleteIfExists(log);
    }
}
