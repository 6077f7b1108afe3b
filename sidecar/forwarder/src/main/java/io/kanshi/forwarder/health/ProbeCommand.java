package io.kanshi.forwarder.health;

import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyGet;
import io.kanshi.forwarder.settings.SettingsReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code kanshi-sidecar probe}: asks the sidecar in the same container how it is, for an ECS health check in an image without a shell.
 * Exit code 0: healthy or degraded; 1: anything else, also no answer within 2 s.
 */
public final class ProbeCommand {

    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final int LARGEST_BYTES = 64 << 10;
    private static final int SOUND = 0;
    private static final int NOT_SOUND = 1;

    public int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        OptionalInt port = SettingsReader.healthPort(arguments, environment);
        if (port.isEmpty()) {
            err.println("kanshi-sidecar probe: health.port must be 1 to 65535, or 0: run check to see what is wrong");
            return NOT_SOUND;
        }
        if (port.getAsInt() == 0) {
            err.println("kanshi-sidecar probe: health.port is 0 (off), so there is nothing to ask");
            return NOT_SOUND;
        }
        try {
            NearbyGet.Answer answer = new NearbyGet(WITHIN, LARGEST_BYTES)
                    .ask(URI.create("http://127.0.0.1:" + port.getAsInt() + "/health"));
            out.print(new String(answer.body(), StandardCharsets.UTF_8));
            return answer.status() == 200 ? SOUND : NOT_SOUND;
        } catch (NearbyFailure failure) {
            err.println("kanshi-sidecar probe: no answer on port " + port.getAsInt() + ": " + failure.getMessage());
            return NOT_SOUND;
        }
    }
}
