package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The emulator kinesis-local as a process of its own: a second opinion beside {@link KinesisFake}, by people who read the service's
 * documentation for themselves. Installed on first use; where Node is missing the test fails and says what to install. It is slow, takes
 * too large batches, and never throttles. One thread.
 */
public final class KinesisLocal implements AutoCloseable {

    /** The only one that streams are made in: the emulator keeps regions apart. */
    public static final String REGION = KinesisEmulator.REGION;

    private final KinesisEmulator emulator;

    private KinesisLocal(KinesisEmulator emulator) {
        this.emulator = emulator;
    }

    /** Starts it, or fails with what is missing. */
    public static KinesisLocal start() throws IOException, InterruptedException {
        return start(EmulatorProcess.freePort());
    }

    /** On a port that somebody has written down. */
    public static KinesisLocal start(int port) throws IOException, InterruptedException {
        Path folder = Emulators.installed().module("kinesis-local");
        ProcessBuilder program =
                new ProcessBuilder("node", folder.resolve("main.js").toString());
        program.environment()
                .put("KINESIS_MOCK_CERT_PATH", folder.resolve("server.json").toString());
        program.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
        program.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(EmulatorProcess.freePort()));
        program.environment().put("CREATE_STREAM_DURATION", "50ms");
        return new KinesisLocal(KinesisEmulator.start("kinesis-local", program, port));
    }

    public URI endpoint() {
        return emulator.endpoint();
    }

    /** Makes a stream and waits until it can be written to. */
    public void createStream(String name, int shards) throws IOException, InterruptedException {
        emulator.createStream(name, shards);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        emulator.close();
    }
}
