package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.aws.AwsAccount.Arrived;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * From a line on stdout to the publish that SNS has accepted, and to the row that can be queried: {@code tests/bench/latency}. A container writes through a sidecar into one
 * of four shards, the others are idle; each second there is a burst of errors of a path of its own, which is an alert of its own.
 */
final class AlertLatency {

    private static final int LINES_PER_SECOND = Integer.getInteger("kanshi.lines-per-second", 20_000);
    private static final int BURSTS = Integer.getInteger("kanshi.bursts", 200);

    /** Then the job has compiled what is hot. */
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

    @Test
    void fromALineToAnAlert() throws Exception {
        String test = "latency";
        try (LiveCluster cluster = new LiveCluster(folder, 2)) {
            cluster.prepare(test, 4, "lateness=10s", "stream.from=oldest");
            cluster.changeRules(test, RULES);
            cluster.submit(test, 2, null);
            BurstTraffic traffic = new BurstTraffic(LINES_PER_SECOND, WARM_UP_SECONDS, BURSTS, 1);
            long lines = traffic.write(folder.resolve(test), cluster, test);
            List<Arrived> alerts = awaitAlerts(cluster.told(test));
            System.err.println(table(alerts, traffic, ages(cluster, test), lines));
            assertThat(alerts).hasSize(2 * BURSTS);
        }
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

    /** How old the oldest row of each file was when the file could be seen. */
    private static List<Long> ages(LiveCluster cluster, String test) throws Exception {
        List<Long> ages = new ArrayList<>();
        try (ArchiveReader reader = cluster.reader(test, "logs")) {
            reader.list();
            Map<String, Instant> modified = cluster.bucket.modified();
            for (String file : reader.query("SELECT filename || ' ' || epoch_ms(min(time)) FROM t GROUP BY filename")) {
                String key = file.substring(file.indexOf(test + "/logs/"), file.indexOf(' '));
                long oldest = Long.parseLong(file.substring(file.indexOf(' ') + 1));
                ages.add(Objects.requireNonNull(modified.get(key), key).toEpochMilli() - oldest);
            }
        }
        return ages;
    }

    private static String table(List<Arrived> alerts, BurstTraffic traffic, List<Long> ages, long lines) {
        List<Long> counts = new ArrayList<>();
        List<Long> rates = new ArrayList<>();
        for (Arrived alert : alerts) {
            Matcher said = FIRING.matcher(alert.body());
            if (said.find() && said.group(1).equals("count")) {
                counts.add(alert.millis() - traffic.writtenMillis(Integer.parseInt(said.group(2))));
            } else {
                rates.add(alert.millis() - Instant.parse(said.group(3)).toEpochMilli());
            }
        }
        return String.format(
                Locale.ROOT,
                "%d lines, %d a second%n%-28s %8s %8s %8s %8s   goal%n%s%n%s%n%s",
                lines,
                LINES_PER_SECOND,
                "from … to what is seen, ms",
                "times",
                "p50",
                "p99",
                "max",
                row("error_count: last line", counts, "p99 ≤ 5000"),
                row("error_rate: end of window", rates, "≤ lateness (10000) + 5000"),
                row("oldest row of a file of logs", ages, "≤ freshness (10000) and two checkpoints (2000)"));
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
