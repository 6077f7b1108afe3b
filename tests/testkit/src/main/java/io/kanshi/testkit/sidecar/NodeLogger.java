package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * npm's {@code @fluent-org/logger} as a process of its own: a Forward client by people who read the protocol for themselves, in every
 * mode there is. Installed on first use. Its records are {@code {"n": number, "text": "\"é\" number"}} under the tag {@code app.access}.
 */
public final class NodeLogger {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How records become messages, by the client's own names. */
    public enum Mode {
        MESSAGE("Message"),
        FORWARD("Forward"),
        PACKED("PackedForward"),
        COMPRESSED("CompressedPackedForward");

        private final String clientsName;

        Mode(String clientsName) {
            this.clientsName = clientsName;
        }
    }

    /** Whether it asks for acks; then it fails unless every one of them comes. */
    public enum Acks {
        ACKS("acks"),
        NO_ACKS("no-acks");

        private final String argument;

        Acks(String argument) {
            this.argument = argument;
        }
    }

    private NodeLogger() {}

    /** Sends the records 0 to {@code count} and waits until the client is content; an IOException with its own words when it is not. */
    public static void send(Path socket, Mode mode, Acks acks, int count) throws IOException, InterruptedException {
        Path script = Emulators.installed().script("fluent-logger.js");
        Process process = new ProcessBuilder(
                        "node",
                        script.toString(),
                        socket.toString(),
                        mode.clientsName,
                        acks.argument,
                        Integer.toString(count))
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the client has not ended within " + PATIENCE);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0
                    || !said.equals(Json.object().put("kept", count).toString())) {
                throw new IOException("the client failed: " + said);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
