package io.kanshi.testkit.corpus;

import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A stream of captured lines, written as it is made: memory does not grow with the count. */
public abstract class Corpus {

    /** The seed of the measurements in docs/performance.md. */
    public static final long SEED = 7;

    static final DateTimeFormatter ACCESS_LOG =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT).withZone(ZoneOffset.UTC);
    static final DateTimeFormatter LOGBACK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final byte[] newline = {'\n'};
    private long cachedSecond = Long.MIN_VALUE;
    private String cachedText = "";

    /** Writes at least {@code count} lines (a stack trace is not cut short) and returns how many; compressed by the file's name. */
    public final long write(Path file, long count, long seed) throws IOException {
        Dice dice = new Dice(seed);
        long written = 0;
        try (OutputStream out = CaptureFiles.open(file)) {
            for (long i = 0; written < count; i++) {
                written += next(out, dice, i, written / (double) count);
            }
        }
        return written;
    }

    /** Writes the lines of one event; {@code progress} goes from 0 to 1 over the corpus. */
    abstract long next(OutputStream out, Dice dice, long number, double progress) throws IOException;

    final void line(OutputStream out, Container container, String source, long millis, String log) throws IOException {
        StringBuilder date = decimal(millis);
        String line = Json.object()
                .raw("date", date.toString())
                .put("source", source)
                .put("log", log)
                .put("container_id", container.id())
                .put("container_name", container.name())
                .put("ecs_cluster", container.cluster())
                .put("ecs_task_arn", container.taskArn())
                .put("ecs_task_definition", container.taskDefinition())
                .toString();
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write(newline);
    }

    /** RFC 3339 with milliseconds; the second is formatted once for all events in it. */
    final String iso(long millis) {
        StringBuilder text = new StringBuilder(24).append(second(millis)).append('.');
        return threeDigits(text, millis % 1_000).append('Z').toString();
    }

    private String second(long millis) {
        long second = Math.floorDiv(millis, 1_000);
        if (second != cachedSecond) {
            cachedSecond = second;
            cachedText = ISO_SECONDS.format(Instant.ofEpochSecond(second));
        }
        return cachedText;
    }

    /** Thousandths as a decimal number: 1793500000123 is 1793500000.123. */
    static StringBuilder decimal(long thousandths) {
        StringBuilder text = new StringBuilder(16).append(thousandths / 1_000).append('.');
        return threeDigits(text, thousandths % 1_000);
    }

    private static StringBuilder threeDigits(StringBuilder text, long value) {
        return text.append((char) ('0' + value / 100))
                .append((char) ('0' + value / 10 % 10))
                .append((char) ('0' + value % 10));
    }
}
