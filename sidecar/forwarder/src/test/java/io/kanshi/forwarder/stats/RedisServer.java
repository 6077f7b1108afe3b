package io.kanshi.forwarder.stats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real redis-server of this machine's own. Where there is none, the test is skipped loudly; where CI or KANSHI_DATA is set, which
 * promise a whole run, it fails.
 */
final class RedisServer implements AutoCloseable {

    private static final String MISSING =
            "no redis-server: install Debian's package redis-server to test against a real Redis";

    final int port;
    private final Process process;

    private RedisServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static RedisServer start(Path folder, String... options) throws IOException, InterruptedException {
        int port = freePort();
        return start(folder, port, List.of("--port", "" + port), options);
    }

    /** One that speaks nothing but TLS. */
    static RedisServer startWithTls(Path folder, SelfSigned identity, String... options)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> tls = List.of(
                "--port",
                "0",
                "--tls-port",
                "" + port,
                "--tls-cert-file",
                identity.certificate().toString(),
                "--tls-key-file",
                identity.key().toString(),
                "--tls-auth-clients",
                "no");
        return start(folder, port, tls, options);
    }

    private static RedisServer start(Path folder, int port, List<String> listening, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(binary().toString());
        command.addAll(listening);
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        RedisServer server = new RedisServer(port, process);
        server.await(folder.resolve("redis.log"));
        return server;
    }

    /** The script says where one is, and fetches it where that can be done. */
    private static Path binary() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("/bin/bash", script().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (script.waitFor() == 0) {
            return Path.of(said);
        }
        if (System.getenv("CI") != null || System.getenv("KANSHI_DATA") != null) {
            Assertions.fail(MISSING);
        }
        System.err.println("SKIPPED: " + MISSING);
        Assumptions.abort(MISSING);
        throw new IllegalStateException(MISSING);
    }

    private static Path script() throws IOException {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("tests").resolve("emulators").resolve("redis");
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new IOException("no tests/emulators/redis above " + start);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            if (Files.readString(log).contains("Ready to accept connections")) {
                return;
            }
            Thread.sleep(50);
        }
        close();
        throw new IllegalStateException("redis-server did not start: " + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
