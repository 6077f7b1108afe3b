package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.Counter;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Json;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What grows with the input and must not take the heap: partitions that are open at once, distinct errors, keys of a rule. All at once,
 * in the gigabyte that the job promises to need at most.
 */
final class MemoryTest {

    private static final long GIGABYTE = 1L << 30;

    /** Each an error with words, and a user, that no other has. */
    private static final int ERRORS = 1_000_000;

    /** Older lines between them: all hours that are plausible, over and over, so that no partition can be closed. */
    private static final int HOURS = 166;

    private static final int EVERY = 10;

    private static final Instant START = Instant.parse("2026-11-02T04:00:00Z");
    private static final long SPAN_MILLIS = Duration.ofMinutes(50).toMillis();

    /** max_keys of a rule that says nothing of it. */
    private static final int DEFAULT_MAX_KEYS = 10_000;

    private static final String RULES = """
            version: 1
            rules:
              - { name: user, kind: error_count, by: [attributes.user], window: 1m, above: 3 }
              - { name: service, kind: error_count, by: [service], window: 5m, above: 50000 }
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyHoursErrorsAndKeysAtOnce() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("the heap of this test, else it shows nothing")
                .isLessThanOrEqualTo(GIGABYTE);
        Path file = folder.resolve("wide.ndjson.zst");
        long lines = write(file);

        Replayed replayed = Run.DEFAULTS.withRules(RULES).of(folder.resolve("out"), List.of(file));

        replayed.accountsForEveryLine(lines);
        assertThat(replayed.total(Counter.EVENTS)).isEqualTo(lines);
        assertThat(replayed.total(Counter.ERRORS)).isEqualTo(ERRORS);
        // Those of the first half minute are put in order before the first record; all others come too late.
        assertThat(replayed.total(Counter.LATE)).isBetween((lines - ERRORS) * 98L / 100, lines - ERRORS);
        assertThat(replayed.total(Counter.IMPLAUSIBLE_TIME)).isZero();
        assertThat(replayed.count("SELECT count(DISTINCT (dt, hour)) FROM logs"))
                .isGreaterThanOrEqualTo(HOURS);
        // A few of the made-up words look like ids, which a fingerprint masks.
        assertThat(replayed.count("SELECT count(DISTINCT fingerprint) FROM logs WHERE level = 'error'"))
                .isBetween(ERRORS * 95L / 100, (long) ERRORS);
        assertThat(replayed.count("SELECT count(DISTINCT attributes['user']) FROM logs"))
                .isEqualTo(ERRORS);
        // Each subtask admits max_keys; each key comes once, so each of the others is cut once.
        assertThat(replayed.total(Counter.CUT_KEYS))
                .isBetween((long) ERRORS - 2 * DEFAULT_MAX_KEYS, (long) ERRORS - DEFAULT_MAX_KEYS);
        assertThat(replayed.total(Counter.CUT_FINGERPRINTS)).isBetween(ERRORS / 4L, (long) ERRORS);
        assertThat(replayed.alerts()).anyMatch(alert -> alert.rule().equals("service"));
    }

    private static long write(Path file) throws Exception {
        long lines = 0;
        Container container = Container.of("wide");
        try (OutputStream out = CaptureFiles.open(file)) {
            for (int i = 0; i < ERRORS; i++) {
                long time = START.toEpochMilli() + i * SPAN_MILLIS / ERRORS;
                line(
                        out,
                        container,
                        time,
                        "{\"level\":\"error\",\"msg\":\"" + words(i) + "\",\"user\":\"u" + i + "\"}");
                lines++;
                if (i % EVERY == 0) {
                    int hour = 1 + i / EVERY % HOURS;
                    line(
                            out,
                            container,
                            time - Duration.ofHours(hour).toMillis(),
                            "{\"level\":\"info\",\"msg\":\"old\"}");
                    lines++;
                }
            }
        }
        return lines;
    }

    private static void line(OutputStream out, Container container, long millis, String log) throws Exception {
        String line = Json.object()
                .raw("date", millis / 1000 + "." + (1000 + millis % 1000 + "").substring(1))
                .put("source", "stdout")
                .put("log", log)
                .put("container_id", container.id())
                .put("ecs_task_definition", container.taskDefinition())
                .toString();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Numbers would be masked in a fingerprint, words are not. */
    private static String words(int number) {
        StringBuilder words = new StringBuilder("failed ");
        for (int rest = number; rest > 0; rest /= 20) {
            words.append((char) ('g' + rest % 20));
        }
        return words.append(" again").toString();
    }
}
