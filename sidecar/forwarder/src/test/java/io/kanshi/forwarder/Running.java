package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.kinesis.KinesisStream;
import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A sidecar within this process, on a socket of its own, sending to a fake Kinesis. */
final class Running implements AutoCloseable {

    static final String STREAM = "logs";
    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");

    final Path socket;
    final Sidecar sidecar;
    private final CompletableFuture<Ending> ending;

    private Running(Path socket, Sidecar sidecar) {
        this.socket = socket;
        this.sidecar = sidecar;
        this.ending = CompletableFuture.supplyAsync(() -> {
            try {
                return sidecar.run();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** Starts with the settings given as pairs of variable and value. */
    static Running start(Path folder, KinesisFake kinesis, String... settings) throws IOException {
        return start(
                folder, new KinesisStream(STREAM, kinesis.endpoint(), "eu-central-1"), kinesis.endpoint(), settings);
    }

    /** The same with any Kinesis. */
    static Running start(Path folder, KinesisStream stream, URI endpoint, String... settings) throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        SidecarSettings read = settings(folder, endpoint, settings);
        Sidecar sidecar = Sidecar.open(read, stream, Main.leftovers(read), Clock.systemUTC());
        sidecar.begin();
        return new Running(read.forward().socket(), sidecar);
    }

    static SidecarSettings settings(Path folder, URI endpoint, String... settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("KANSHI_FORWARD_SOCKET", folder.resolve("fluent.sock").toString());
        environment.put("KANSHI_SPILL_FOLDER", folder.resolve("spill").toString());
        environment.put("KANSHI_KINESIS_STREAM", STREAM);
        environment.put("KANSHI_KINESIS_ENDPOINT", endpoint.toString());
        environment.put("KANSHI_FRAME_MAX_AGE", "100ms");
        environment.put("KANSHI_GRACE", "10s");
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        SettingsOutcome outcome = SettingsReader.read(List.of(), environment);
        if (outcome instanceof SettingsOutcome.Accepted accepted) {
            return accepted.settings();
        }
        throw new AssertionError(outcome.toString());
    }

    ForwardClient client() throws IOException {
        return ForwardClient.unix(socket);
    }

    /** Sends lines as Docker does for one container, and waits until the other end has read them all. */
    static void send(ForwardClient connected, List<String> lines) throws Exception {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        try (ForwardClient client = connected) {
            for (int i = 0; i < lines.size(); i++) {
                client.send(DockerLines.joined(docker.line(TIME.plusNanos(i), "stdout", lines.get(i))));
            }
            client.finish();
            assertThat(client.endsWithin(Duration.ofSeconds(30)))
                    .as("the sidecar has read all")
                    .isTrue();
        }
    }

    /** Asks it to end, and waits until it has. */
    Ending end() throws Exception {
        sidecar.stop();
        return ending.get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws Exception {
        end();
        sidecar.close();
    }
}
