package io.kanshi.whole;

import io.kanshi.forwarder.Ending;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A container that writes lines through a sidecar of its own, without a pause until it is told to end; each line is another one, and one
 * in a hundred is an error. Starts at once, in a thread of its own.
 */
final class Traffic implements AutoCloseable {

    /** The first of so many is an error. */
    static final int LINES_AN_ERROR = 100;

    private static final int PAUSE_MILLIS = 100;

    private final WholeSidecar sidecar;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> writing;
    private volatile boolean ends;

    Traffic(Path folder, KinesisLocal kinesis, String stream) throws Exception {
        sidecar = new WholeSidecar(
                Files.createDirectories(folder),
                Map.of(
                        "AWS_REGION",
                        KinesisLocal.REGION,
                        "KANSHI_KINESIS_STREAM",
                        stream,
                        "KANSHI_KINESIS_ENDPOINT",
                        kinesis.endpoint().toString(),
                        "KANSHI_FRAME_MAX_AGE",
                        "200ms",
                        "KANSHI_FRAME_IDLE_HEADER_EVERY",
                        "1s",
                        "KANSHI_SERVICE",
                        "shop"));
        writing = CompletableFuture.runAsync(this::write);
    }

    private void write() {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        try (ForwardClient client = ForwardClient.unix(sidecar.socket)) {
            while (!ends) {
                for (int i = 0; i < LINES_AN_ERROR; i++) {
                    String level = i == 0 ? "error" : "info";
                    String line = "{\"level\":\"" + level + "\",\"msg\":\"charge " + lines.size() + " of the day\"}";
                    client.send(DockerLines.joined(docker.line(Instant.now(), "stdout", line)));
                    lines.add(line);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            client.finish();
            if (!client.endsWithin(Duration.ofSeconds(30))) {
                throw new AssertionError("the sidecar has not ended the connection");
            }
        } catch (Exception broken) {
            throw new AssertionError("lines cannot be written", broken);
        }
    }

    /** Every line that was written, in order, once Kinesis has them all. */
    List<String> end() throws Exception {
        ends = true;
        writing.get(60, TimeUnit.SECONDS);
        Ending ending = sidecar.end();
        if (ending.exitCode() != 0) {
            throw new AssertionError(ending.sentence());
        }
        return lines;
    }

    @Override
    public void close() throws Exception {
        ends = true;
        sidecar.close();
    }
}
