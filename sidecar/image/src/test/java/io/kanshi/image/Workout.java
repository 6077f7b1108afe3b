package io.kanshi.image;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes a running sidecar do everything it does on a usual day, so that its classes are loaded. */
final class Workout {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant TIME = Instant.parse("2026-11-02T05:00:00Z");

    private Workout() {}

    /** Returns when all of it has arrived: lines in all modes, a stack trace, a huge line, binary, metrics, throttling. */
    static void run(ImageProgram program, Surroundings around) throws IOException, InterruptedException {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        List<ForwardEntry> entries = List.of(ForwardEntry.of(TIME, Map.of("message", "hello", "n", 1)));
        try (ForwardClient client = ForwardClient.unix(program.socket)) {
            for (String line : List.of(
                    "{\"level\":\"info\",\"msg\":\"ready\"}",
                    "java.lang.IllegalStateException: no",
                    "\tat a.B.c(B.java:1)",
                    "x".repeat(40_000))) {
                client.send(DockerLines.joined(docker.line(TIME, "stdout", line)));
            }
            client.send(DockerLines.joined(docker.line(TIME, "stderr", new byte[] {'a', (byte) 0xff, 'b'})));
            client.send(ForwardMessages.message("t", entries.get(0), ForwardMessages.chunk("1")));
            client.send(ForwardMessages.forward("t", entries, ForwardMessages.chunk("2")));
            client.send(
                    ForwardMessages.packedForward("t", ForwardMessages.entries(entries), ForwardMessages.chunk("3")));
            for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
                client.send(ForwardMessages.compressed("t", List.of(entries), compression, ForwardMessages.chunk("z")));
            }
            for (int i = 0; i < 5; i++) {
                client.awaitAck(PATIENCE);
            }
            SidecarFrames.await(around.kinesis, 9, PATIENCE);
            around.kinesis.fault(new KinesisFault.ThrottleAll(), 2);
            client.send(DockerLines.joined(docker.line(TIME, "stdout", "after throttling")));
            SidecarFrames.await(around.kinesis, 12, PATIENCE);
        }
        ask(program, "/health");
        ask(program, "/metrics");
    }

    private static void ask(ImageProgram program, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + program.healthPort + path);
        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        if (answer.isEmpty()) {
            throw new AssertionError("an empty answer: " + address);
        }
    }
}
