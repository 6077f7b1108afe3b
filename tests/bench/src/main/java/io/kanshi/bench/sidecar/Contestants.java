package io.kanshi.bench.sidecar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who competes: by which command and with which environment each is started. The one place that knows the sidecar's settings. */
final class Contestants {

    static final String SIDECAR = "sidecar";
    static final String FLOOR_READ = "floor-read";
    static final String FLOOR_ZSTD = "floor-zstd";
    static final List<String> ALL = List.of(SIDECAR, FLOOR_READ, FLOOR_ZSTD);

    static final String STREAM = "logs";

    /** How the image starts it; --java replaces them. */
    static final String SIDECAR_OPTIONS = "-Xmx80m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    static final String SIDECAR_MAIN = "io.kanshi.forwarder.Main";

    private Contestants() {}

    /** The arguments of {@code java}. */
    static List<String> command(String name, SidecarBenchOptions options, Path socket) {
        List<String> command = new ArrayList<>();
        switch (name) {
            case SIDECAR -> {
                command.addAll(List.of(options.java().split(" ", -1)));
                command.addAll(List.of("-cp", options.classpath(), options.main()));
            }
            case FLOOR_READ -> command.addAll(floor("read", socket));
            case FLOOR_ZSTD -> command.addAll(floor("zstd", socket));
            default -> throw new IllegalArgumentException("unknown contestant: " + name + "; there are " + ALL);
        }
        return command;
    }

    private static List<String> floor(String kind, Path socket) {
        List<String> command = new ArrayList<>(Child.ownClass(FloorProcess.class));
        command.addAll(List.of(kind, socket.toString()));
        return command;
    }

    /** Settings of the sidecar; the others do not look at them. */
    static Map<String, String> environment(Path socket, String endpoint, Path spill) {
        return Map.ofEntries(
                Map.entry("KANSHI_FORWARD_SOCKET", socket.toString()),
                Map.entry("KANSHI_KINESIS_STREAM", STREAM),
                Map.entry("KANSHI_KINESIS_ENDPOINT", endpoint),
                Map.entry("KANSHI_SPILL_FOLDER", spill.toString()),
                // Off: fixed ports would meet another sidecar on this machine, and there is no task to ask for its
                // stats.
                Map.entry("KANSHI_HEALTH_PORT", "0"),
                Map.entry("KANSHI_FIRELENS_HEALTH_PORT", "0"),
                Map.entry("KANSHI_STATS_EVERY", "0"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "key"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "secret"));
    }
}
