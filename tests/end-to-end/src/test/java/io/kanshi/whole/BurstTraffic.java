package io.kanshi.whole;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A container that writes so many lines a second through a sidecar of its own, and every now and then a burst of errors of a path of its
 * own, {@code /burst/0} and so on, so that rules by path find an alert in each.
 */
final class BurstTraffic {

    private static final int ERRORS_A_BURST = 6;
    private static final int LINES_AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int linesPerSecond;
    private final int warmUpSeconds;
    private final int bursts;
    private final int secondsBetween;
    private final List<Long> written = new ArrayList<>();

    BurstTraffic(int linesPerSecond, int warmUpSeconds, int bursts, int secondsBetween) {
        this.linesPerSecond = linesPerSecond;
        this.warmUpSeconds = warmUpSeconds;
        this.bursts = bursts;
        this.secondsBetween = secondsBetween;
    }

    /** When the last line of a burst was written, milliseconds since 1970. */
    long writtenMillis(int burst) {
        return written.get(burst);
    }

    /** Writes all of it, and waits until Kinesis has it; how many lines it was. */
    long write(Path folder, LiveCluster cluster, String stream) throws Exception {
        try (WholeSidecar sidecar = WholeSidecar.ofShop(folder, cluster.stream.endpoint(), stream);
                ForwardClient client = ForwardClient.unix(sidecar.socket)) {
            long lines = write(client);
            client.finish();
            if (!client.endsWithin(PATIENCE)) {
                throw new AssertionError("the sidecar has not ended the connection within " + PATIENCE);
            }
            int code = sidecar.end().exitCode();
            if (code != 0) {
                throw new AssertionError("the sidecar ended with " + code);
            }
            return lines;
        }
    }

    private long write(ForwardClient client) throws Exception {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        long start = System.nanoTime();
        long lines = 0;
        while (written.size() < bursts) {
            double second = (System.nanoTime() - start) / 1e9;
            if (second >= warmUpSeconds + (double) written.size() * secondsBetween) {
                for (int i = 0; i < ERRORS_A_BURST; i++) {
                    String path = "/burst/" + written.size();
                    send(client, docker, "{\"level\":\"error\",\"msg\":\"refused\",\"path\":\"" + path + "\"}");
                }
                written.add(System.currentTimeMillis());
                lines += ERRORS_A_BURST;
            }
            for (int i = 0; i < LINES_AT_ONCE && lines < second * linesPerSecond; i++) {
                send(client, docker, "{\"level\":\"info\",\"msg\":\"charge " + lines++ + " of the day\"}");
            }
            TimeUnit.MICROSECONDS.sleep(500);
        }
        // Windows are over when time goes on.
        TimeUnit.SECONDS.sleep(1);
        long until = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (System.nanoTime() < until) {
            send(client, docker, "{\"level\":\"info\",\"msg\":\"charge " + lines++ + " of the day\"}");
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return lines;
    }

    private static void send(ForwardClient client, DockerLines docker, String line) throws Exception {
        client.send(DockerLines.joined(docker.line(Instant.now(), "stdout", line)));
    }
}
