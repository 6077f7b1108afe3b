package io.kanshi.local;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lines to the sidecar as Docker's driver sends them: a container for each service. One thread. */
final class Lines implements AutoCloseable {

    private final ForwardClient client;
    private final Map<String, DockerLines> containers = new HashMap<>();

    Lines(Path socket) throws IOException {
        client = ForwardClient.unix(socket);
    }

    void send(String service, String line) throws IOException {
        DockerLines container =
                containers.computeIfAbsent(service, name -> new DockerLines(Container.of(name)).with("service", name));
        client.send(DockerLines.joined(container.line(Instant.now(), "stdout", line)));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
