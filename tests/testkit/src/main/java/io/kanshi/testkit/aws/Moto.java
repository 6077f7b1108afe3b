package io.kanshi.testkit.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The emulator moto as a process of its own, on a free port of the loopback: CloudWatch Logs, SNS and SQS, from people who read the
 * services' documentation for themselves. Unpacked on first use; where it cannot be, the test fails and says what is missing. It keeps
 * none of PutLogEvents' limits and never throttles: {@link LogsFake} and {@link TopicFake} do. One thread.
 */
public final class Moto implements AutoCloseable {

    /** The one that tests use: it keeps regions apart. */
    public static final String REGION = "us-east-1";

    private static final Path SCRIPT = Path.of("tests", "emulators", "moto");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);
    private final int port;

    private Moto(String program) throws IOException {
        port = freePort();
        log = Files.createTempFile("moto", ".log");
        process = new ProcessBuilder(program, "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it and waits until it answers, or fails with what is missing. */
    public static Moto start() throws IOException, InterruptedException {
        Moto moto = new Moto(installed());
        moto.awaitAnswer();
        return moto;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String installed() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("/bin/bash", script().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0) {
            throw new IOException("the emulator moto cannot be installed; see what " + SCRIPT + " says above");
        }
        return said.strip();
    }

    /** Tests run in their module's folder, somewhere below the project's. */
    private static Path script() throws IOException {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path script = folder.resolve(SCRIPT);
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new IOException("no " + SCRIPT + " above " + start);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(endpoint().resolve("/moto-api/")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        String said = Files.readString(log);
        close();
        throw new IOException("moto is not ready; it said:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

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
