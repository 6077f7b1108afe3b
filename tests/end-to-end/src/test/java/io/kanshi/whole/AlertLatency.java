package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.aws.AwsAccount.Arrived;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a line on stdout to the publish that SNS has accepted: {@code tests/bench/latency}. A container writes through a sidecar into one
 * of four shards, the others are idle; each second there is a burst of errors of a path of its own, which is an alert of its own.
 */
final class AlertLatency {

    private static final int LINES_PER_SECOND = Integer.getInteger("kanshi.lines-per-second", 20_000);
    private static final int BURSTS = Integer.getInteger("kanshi.bursts", 200);
    private static final int ERRORS_A_BURST = 6;
    private static final int LINES_AT_ONCE = 100;

    /** An idle shard holds windows up until it is known to be idle; then the job has compiled what is hot, too. */
    private static final int WARM_UP_SECONDS = 75;

    private static final String RULES = """
            version: 1
            rules:
              - { name: count, kind: error_count, by: [path], window: 1m, above: 5 }
              - { name: rate, kind: error_rate, by: [path], window: 10s, every: 10s, above: 50% }
            """;
    private static final Pattern FIRING = Pattern.compile(
            "\"rule\":\"(\\w+)\".*\"status\":\"firing\".*\"path\":\"/burst/(\\d+)\".*\"end\":\"([^\"]+)\"");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    /** When the last line of each burst was written, milliseconds since 1970. */
    private final Map<Integer, Long> written = new HashMap<>();

    @Test
    void fromALineToAnAlert() throws Exception {
        String test = "latency";
        try (LiveCluster cluster = new LiveCluster(folder, 2)) {
            cluster.prepare(test, 4, "lateness=10s", "idle-after=1m", "stream.from=oldest");
            cluster.changeRules(test, RULES);
            cluster.submit(test, 2, null);
            long lines = write(cluster, test);
            List<Arrived> alerts = awaitAlerts(cluster.told(test));
            System.err.println(table(alerts, lines));
            assertThat(alerts).hasSize(2 * BURSTS);
        }
    }

    private long write(LiveCluster cluster, String test) throws Exception {
        WholeSidecar sidecar = new WholeSidecar(
                Files.createDirectories(folder.resolve(test)),
                Map.of(
                        "AWS_REGION",
                        KinesisLocal.REGION,
                        "KANSHI_KINESIS_STREAM",
                        test,
                        "KANSHI_KINESIS_ENDPOINT",
                        cluster.stream.endpoint().toString(),
                        "KANSHI_SERVICE",
                        "shop"));
        try (sidecar;
                ForwardClient client = ForwardClient.unix(sidecar.socket)) {
            long lines = write(client);
            client.finish();
            assertThat(client.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(sidecar.end().exitCode()).isZero();
            return lines;
        }
    }

    private long write(ForwardClient client) throws Exception {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        long start = System.nanoTime();
        long lines = 0;
        int burst = 0;
        while (burst < BURSTS) {
            double second = (System.nanoTime() - start) / 1e9;
            if (second >= WARM_UP_SECONDS + burst) {
                for (int i = 0; i < ERRORS_A_BURST; i++) {
                    send(client, docker, "{\"level\":\"error\",\"msg\":\"refused\",\"path\":\"/burst/" + burst + "\"}");
                }
                written.put(burst++, System.currentTimeMillis());
                lines += ERRORS_A_BURST;
            }
            for (int i = 0; i < LINES_AT_ONCE && lines < second * LINES_PER_SECOND; i++) {
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

    private static List<Arrived> awaitAlerts(Told told) throws Exception {
        List<Arrived> firing = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (firing.size() < 2 * BURSTS && System.nanoTime() < deadline) {
            told.jsonArrivals().stream()
                    .filter(alert -> FIRING.matcher(alert.body()).find())
                    .forEach(firing::add);
            TimeUnit.SECONDS.sleep(1);
        }
        return firing;
    }

    private String table(List<Arrived> alerts, long lines) {
        List<Long> counts = new ArrayList<>();
        List<Long> rates = new ArrayList<>();
        for (Arrived alert : alerts) {
            Matcher said = FIRING.matcher(alert.body());
            if (said.find() && said.group(1).equals("count")) {
                counts.add(alert.millis() - Objects.requireNonNull(written.get(Integer.parseInt(said.group(2)))));
            } else {
                rates.add(alert.millis() - Instant.parse(said.group(3)).toEpochMilli());
            }
        }
        return String.format(
                Locale.ROOT,
                "%d lines, %d a second%n%-28s %8s %8s %8s %8s   goal%n%s%n%s",
                lines,
                LINES_PER_SECOND,
                "from … to the alert, ms",
                "alerts",
                "p50",
                "p99",
                "max",
                row("error_count: last line", counts, "p99 ≤ 5000"),
                row("error_rate: end of window", rates, "≤ lateness (10000) + 5000"));
    }

    private static String row(String name, List<Long> millis, String goal) {
        List<Long> sorted = millis.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return name + ": none";
        }
        return String.format(
                Locale.ROOT,
                "%-28s %8d %8d %8d %8d   %s",
                name,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                sorted.get(sorted.size() - 1),
                goal);
    }
}
