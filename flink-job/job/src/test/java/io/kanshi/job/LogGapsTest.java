package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.ledger.GapKind;
import io.kanshi.events.ledger.LogGap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job over frames of sidecars of which some are lost, late or the last: rows in Parquet, and rules that ask for them. */
final class LogGapsTest {

    private static final long START = Shops.START;
    private static final int MINUTES = 15;

    private static final String RULES = """
            version: 1
            rules:
              - { name: shed, kind: metric, metric: pipeline_lines_shed, statistic: sum, by: [service], window: 1m, above: 4 }
              - { name: missing, kind: metric, metric: pipeline_lines_missing, statistic: sum, by: [service], window: 1m, above: 0 }
              - { name: silent, kind: metric, metric: pipeline_sidecars_silent, statistic: sum, by: [service], window: 1m, above: 0 }
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path folder = Path.of("");

    /** A frame of two lines every ten seconds. Frame 6 of pay never comes, frame 12 comes after seven minutes; 5 lines are shed. */
    private static List<RawRecord> records(long startMillis, String suffix) {
        Sidecar pay = new Sidecar("pay" + suffix, startMillis);
        Sidecar shop = new Sidecar("shop" + suffix, startMillis);
        Sidecar cart = new Sidecar("cart" + suffix, startMillis);
        List<RawRecord> records = new ArrayList<>();
        for (int i = 0; i < 6 * MINUTES; i++) {
            if (i != 6 && i != 12) {
                records.add(pay.frame(i, i, 10_000));
            }
            if (i == 54) {
                records.add(pay.frame(12, i, 10_000));
            }
            if (i <= 12) {
                records.add(shop.frame(i, i, 10_000));
                records.add(cart.frame(i, i, i == 12 ? 0 : 10_000));
            }
        }
        return records;
    }

    private static List<RawRecord> records() {
        return records(START, "");
    }

    private record Sidecar(String service, long startMillis) {

        RawRecord frame(int seq, int arrival, long nextWithinMillis) {
            long arrivalMillis = startMillis + arrival * 10_000L;
            int shed = service.startsWith("pay") && seq >= 20 ? 5 : 0;
            int received = 2 * (seq + 1) + shed;
            String header = "{\"kanshi\":1,\"boot\":\"of-" + service + "\",\"lane\":0,\"seq\":" + seq
                    + ",\"events\":2,\"received\":" + received + ",\"joined\":0,\"shed\":" + shed
                    + ",\"held\":0,\"next_within_ms\":" + nextWithinMillis
                    + ",\"ecs_cluster\":\"prod\",\"ecs_task_definition\":\"" + service + ":1\"}\n";
            String line = Frames.line(service, arrivalMillis, Frames.json("info", "hello")) + "\n";
            return new RawRecord(
                    (header + line + line).getBytes(StandardCharsets.UTF_8), arrivalMillis, arrivalMillis - 1000);
        }
    }

    private static List<String> told(List<LogGap> gaps) {
        return gaps.stream()
                .sorted(Comparator.comparing(LogGap::timeMillis).thenComparing(LogGap::id))
                .map(gap -> gap.id() + " " + gap.lines() + " @" + (gap.timeMillis() - START) / 1000)
                .toList();
    }

    @Test
    void whatHasNotComeIsARowAndMayBeAnAlert() throws Exception {
        JobRun run = JobRun.of(records(), RULES, 1, Files.createTempDirectory(folder, "archive"));
        assertThat(told(run.gaps()))
                .containsExactly(
                        "silent/of-shop/" + (START + 120_000) + " null @180",
                        "missing/of-pay/0/6 2 @190",
                        "shed/of-pay/5 5 @200",
                        "ended/of-cart 0 @240",
                        "missing/of-pay/0/12 2 @250",
                        "filled/of-pay/0/12 2 @540");
        assertThat(run.queryGaps("SELECT kind, service, cluster, sum(lines), sum(frames) FROM log_gaps "
                        + "WHERE dt IS NOT NULL AND hour IS NOT NULL GROUP BY ALL ORDER BY ALL"))
                .containsExactly(
                        "ended|cart|prod|0|null",
                        "filled|pay|prod|2|1",
                        "missing|pay|prod|4|2",
                        "shed|pay|prod|5|null",
                        "silent|shop|prod|null|null");
        assertThat(run.alerts().stream()
                        .filter(alert -> alert.status().equals("firing"))
                        .map(alert -> alert.rule() + " " + alert.key().get("service") + " " + alert.value()))
                .containsExactlyInAnyOrder("shed pay 5.0", "missing pay 2.0", "silent shop 1.0");
    }

    /** The test's source deals a lane's frames out to all subtasks, so that they overtake each other, as no shard does. */
    @Test
    void whatTheRowsAddUpToDoesNotDependOnTheOrderOfFrames() throws Exception {
        JobRun run = JobRun.of(records(), RULES, 4, Files.createTempDirectory(folder, "archive"));
        assertThat(run.queryGaps("SELECT sum(CASE kind WHEN 'filled' THEN -lines ELSE lines END), "
                        + "sum(CASE kind WHEN 'filled' THEN -frames ELSE frames END) FROM log_gaps "
                        + "WHERE kind IN ('missing', 'filled', 'ended')"))
                .containsExactly("2|1");
        assertThat(run.queryGaps("SELECT sum(lines) FROM log_gaps WHERE kind = 'shed'"))
                .containsExactly("5");
        assertThat(run.queryGaps("SELECT id FROM log_gaps WHERE kind IN ('silent', 'ended') ORDER BY id"))
                .containsExactly("ended/of-cart", "silent/of-shop/" + (START + 120_000));
    }

    @Test
    void aJobThatBreaksHasEachRowOnceInItsTable() throws Exception {
        List<RawRecord> records = new ArrayList<>(Shops.hours(6).records());
        for (int hour = 0; hour < 6; hour++) {
            String suffix = Integer.toString(hour);
            records.addAll(records(START + hour * 3_600_000L, suffix));
        }
        records.sort(Comparator.comparingLong(record -> record.arrivalMillis));
        FailOnce<ErrorEvent> failure = new FailOnce<>(3, 2);
        JobRun run = JobRun.breaking(records, RULES, 1, Files.createTempDirectory(folder, "archive"), failure);
        assertThat(failure.failures()).as("times the job broke").isEqualTo(3);
        assertThat(run.queryGaps("SELECT left(boot, -1), sum(CASE kind WHEN 'filled' THEN -lines ELSE lines END), "
                        + "count(*) FILTER (kind = 'silent'), count(*) FILTER (kind = 'ended') FROM log_gaps GROUP BY ALL "
                        + "ORDER BY ALL"))
                .as("lines missing and shed, silences, ends")
                .containsExactly("of-cart|0|0|6", "of-pay|42|6|0", "of-shop|null|6|0");
        assertThat(run.queryGaps("SELECT count(*) - count(DISTINCT id) FROM log_gaps"))
                .containsExactly("0");
    }

    @Test
    void whatIsMissingAtTheEndOfTheInputIsToldAndSilenceIsNot() throws Exception {
        Sidecar pay = new Sidecar("pay", START);
        List<RawRecord> records = List.of(pay.frame(0, 0, 10_000), pay.frame(2, 1, 10_000));
        List<LogGap> gaps = JobRun.of(records, RULES, 2, Files.createTempDirectory(folder, "end"))
                .gaps();
        assertThat(gaps).extracting(LogGap::kind).containsExactly(GapKind.MISSING);
    }
}
