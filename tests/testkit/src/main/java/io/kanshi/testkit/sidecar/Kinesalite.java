package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.net.URI;

/**
 * The emulator kinesalite as a process of its own, for measurements: it gives large records many times as fast as {@link KinesisLocal}.
 * Installed on first use, like that. What is in it stays in its memory; it never throttles, answers may be larger than the service's, and
 * it reads and writes JSON only, so that AWS's SDK must be told {@link #SDK_OPTION}. One thread.
 */
public final class Kinesalite implements AutoCloseable {

    /** The only one that it knows. */
    public static final String REGION = KinesisEmulator.REGION;

    /** For Java, where the SDK talks to it: the SDK's own choice is CBOR, in which kinesalite does not keep bytes apart from texts. */
    public static final String SDK_OPTION = "-Daws.cborEnabled=false";

    private final KinesisEmulator emulator;

    private Kinesalite(KinesisEmulator emulator) {
        this.emulator = emulator;
    }

    /** Starts it, or fails with what is missing. */
    public static Kinesalite start() throws IOException, InterruptedException {
        int port = EmulatorProcess.freePort();
        ProcessBuilder program = new ProcessBuilder(
                "node", Emulators.installed().script("kinesalite.js").toString(), Integer.toString(port));
        return new Kinesalite(KinesisEmulator.start("kinesalite", program, port));
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
