package io.kanshi.whole;

import io.kanshi.forwarder.Ending;
import io.kanshi.forwarder.Sidecar;
import io.kanshi.forwarder.kinesis.KinesisStream;
import io.kanshi.forwarder.leftover.S3Folder;
import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.settings.S3Location;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A sidecar in this process, as its main class puts it together, reading in a thread of its own. */
final class WholeSidecar implements AutoCloseable {

    final Path socket;
    private final Sidecar sidecar;
    private final CompletableFuture<Ending> ending;

    /**
     * A sidecar of the service shop.
     *
     * @param kinesis its address
     * @param more settings beside the service's and the stream's, names and values by turns
     */
    static WholeSidecar ofShop(Path folder, URI kinesis, String stream, String... more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AWS_REGION",
                KinesisLocal.REGION,
                "KANSHI_KINESIS_STREAM",
                stream,
                "KANSHI_KINESIS_ENDPOINT",
                kinesis.toString(),
                "KANSHI_SERVICE",
                "shop"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new WholeSidecar(Files.createDirectories(folder), settings);
    }

    /** @param more settings beside socket and spill folder, by their names in the environment */
    WholeSidecar(Path folder, Map<String, String> more) throws IOException {
        socket = folder.resolve("fluent.sock");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KANSHI_FORWARD_SOCKET", socket.toString());
        environment.put("KANSHI_SPILL_FOLDER", folder.resolve("spill").toString());
        SidecarSettings settings = accepted(environment);
        SidecarSettings.Kinesis kinesis = settings.kinesis();
        S3Location left = settings.leftover().s3();
        sidecar = Sidecar.open(
                settings,
                new KinesisStream(kinesis.stream(), kinesis.endpoint(), kinesis.region()),
                left == null ? null : new S3Folder(left, settings.leftover().endpoint(), kinesis.region()),
                Clock.systemUTC());
        sidecar.begin();
        ending = CompletableFuture.supplyAsync(this::run);
    }

    private static SidecarSettings accepted(Map<String, String> environment) {
        SettingsOutcome outcome = SettingsReader.read(List.of(), environment);
        if (outcome instanceof SettingsOutcome.Accepted accepted) {
            return accepted.settings();
        }
        throw new AssertionError(outcome.toString());
    }

    private Ending run() {
        try {
            return sidecar.run();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** SIGTERM. */
    Ending end() throws Exception {
        sidecar.stop();
        return ending.get(40, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        sidecar.close();
    }
}
