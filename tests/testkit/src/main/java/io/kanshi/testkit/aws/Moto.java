package io.kanshi.testkit.aws;

import io.kanshi.testkit.emulator.EmulatorProcess;
import io.kanshi.testkit.emulator.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The emulator moto as a process of its own, on a free port of the loopback: CloudWatch Logs, SNS and SQS, from people who read the
 * services' documentation for themselves. Unpacked on first use; where it cannot be, the test fails and says what is missing. It keeps
 * none of PutLogEvents' limits and never throttles: {@link LogsFake} and {@link TopicFake} do. One thread.
 */
public final class Moto implements AutoCloseable {

    /** The one that tests use: it keeps regions apart. */
    public static final String REGION = "us-east-1";

    private static final Path SCRIPT = Path.of("tests", "emulators", "moto");
    private final EmulatorProcess process;
    private final int port;

    private Moto(String program, int port) throws IOException {
        this.port = port;
        process = EmulatorProcess.start(
                "moto", new ProcessBuilder(program, "-H", "127.0.0.1", "-p", Integer.toString(port)));
    }

    /** Starts it and waits until it answers, or fails with what is missing. */
    public static Moto start() throws IOException, InterruptedException {
        return start(EmulatorProcess.freePort());
    }

    /** On a port that somebody has written down. */
    public static Moto start(int port) throws IOException, InterruptedException {
        Moto moto = new Moto(installed(), port);
        moto.awaitAnswer();
        return moto;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String installed() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "/bin/bash",
                        ProjectFolder.find(SCRIPT, "it unpacks moto").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0) {
            throw new IOException("the emulator moto cannot be installed; see what " + SCRIPT + " says above");
        }
        return said.strip();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(endpoint().resolve("/moto-api/")).build();
        process.await(() -> {
            client.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        });
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
    }
}
