package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanshi.job.Counter;
import io.kanshi.rules.AlertEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Captured logs of real systems, from the folder that the environment variable KANSHI_DATA names, through the whole replay. Lines by
 * level were counted once with a script in Python: the level is the JSON line's {@code severity}, or the word behind the time
 * ({@code ^(\[?date )?HH:mm:ss[.,]mmm\]? +(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s}); lines without one that continue the event before
 * (no prefix, or blank, or indented, in kafka-text alone) are joined to it.
 */
final class RealDataTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nezha-ob-day1  | 24148 | info=11826 null=12322
            nezha-tt-day1a | 49159 | error=533 info=44709 null=2162 warn=1755
            kafka-text     | 24922 | debug=1068 error=145 info=7824 trace=12720 warn=407
            apache-access  | 10000 | null=10000
            """)
    void everyLineArrives(String set, long lines, String levels) throws Exception {
        String data = System.getenv("KANSHI_DATA");
        assumeThat(data)
                .as("KANSHI_DATA names no folder: the replay was NOT tested on real logs")
                .isNotNull();
        Path captured = Path.of(data, set);
        Replayed replayed = Run.DEFAULTS.of(folder.resolve(set), List.of(captured));

        replayed.accountsForEveryLine(lines);
        assertThat(replayed.total(Counter.DEAD_LETTERS)).isZero();
        assertThat(replayed.total(Counter.IMPLAUSIBLE_TIME)).isZero();
        assertThat(replayed.outcome().read().damages()).isEmpty();
        List<String> byLevel = replayed.query(
                "SELECT coalesce(level, 'null') || '=' || count(*) FROM logs GROUP BY level ORDER BY ALL");
        assertThat(String.join(" ", byLevel)).isEqualTo(levels);
        if (Files.exists(captured.resolve("labels.json"))) {
            score(replayed, set, captured.resolve("labels.json"));
        }
    }

    /** Printed, not asserted: which injected faults an alert of the same service told of, from 90 s before to 60 s after. */
    private static void score(Replayed replayed, String set, Path labels) throws IOException {
        List<AlertEvent> alarms = new ArrayList<>(replayed.alerts().stream()
                .filter(alert -> alert.status().equals("firing"))
                .toList());
        int all = alarms.size();
        System.out.println(set + ": " + all + " alerts fired");
        for (JsonNode fault : new ObjectMapper().readTree(labels.toFile())) {
            Instant from = Instant.ofEpochSecond(fault.get("start").asLong() - 90);
            Instant to = Instant.ofEpochSecond(fault.get("end").asLong() + 60);
            List<AlertEvent> hits = alarms.stream()
                    .filter(alert ->
                            fault.get("service").asText().equals(alert.key().get("service"))
                                    && !alert.windowEnd().isBefore(from)
                                    && !alert.windowEnd().isAfter(to))
                    .toList();
            System.out.println("  " + fault.get("start_iso").asText() + " "
                    + fault.get("type").asText() + " of "
                    + fault.get("service").asText() + ": "
                    + (hits.isEmpty()
                            ? "not found"
                            : hits.get(0).rule() + " at " + hits.get(0).windowEnd()));
            alarms.removeAll(hits);
        }
        alarms.forEach(alarm ->
                System.out.println("  unlabelled: " + alarm.windowEnd() + " " + alarm.rule() + " " + alarm.key()));
    }
}
