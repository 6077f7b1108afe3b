package io.kanshi.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a container's output as a log router captured it.
 *
 * @param container who wrote it
 * @param source {@code stdout} or {@code stderr}
 * @param nanos when, nanoseconds since 1970
 * @param log the text, without a newline
 * @param marks further members of the envelope, such as those of Docker's 16 KiB pieces; usually none
 */
public record CapturedLine(Container container, String source, long nanos, String log, Map<String, String> marks) {

    public CapturedLine(Container container, String source, Instant time, String log) {
        this(container, source, nanos(time), log, Map.of());
    }

    public static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    public Instant time() {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** The same line with a mark more. */
    public CapturedLine marked(String key, String value) {
        Map<String, String> more = new TreeMap<>(marks);
        more.put(key, value);
        return new CapturedLine(container, source, nanos, log, more);
    }

    /** What FireLens and Fluent Bit write: {@code time} as RFC 3339 with nanoseconds. */
    public String fireLens() {
        return envelope(Json.object().put("time", rfc3339(nanos)));
    }

    /** The same with Fluent Bit's default {@code date}, epoch seconds with microseconds: digits below that are cut. */
    public String fluentBit() {
        long micros = Math.floorDiv(nanos, 1_000L);
        String seconds = Math.floorDiv(micros, 1_000_000L) + "." + padded(Math.floorMod(micros, 1_000_000L), 6);
        return envelope(Json.object().raw("date", seconds));
    }

    private String envelope(Json json) {
        json.put("source", source).put("log", log);
        marks.forEach(json::put);
        return json.put("container_id", container.id())
                .put("container_name", container.name())
                .put("ecs_cluster", container.cluster())
                .put("ecs_task_arn", container.taskArn())
                .put("ecs_task_definition", container.taskDefinition())
                .toString();
    }

    /**
     * What Docker's json-file driver writes with {@code --log-opt labels-regex=com.amazonaws.ecs}: the ECS agent's labels are its
     * {@code attrs}. A piece of a longer line has no newline at the end of its log; only the last one has.
     */
    public String jsonFile() {
        boolean unfinished = "false".equals(marks.get("partial_last"));
        Json attributes = Json.object()
                .put("com.amazonaws.ecs.cluster", container.cluster())
                .put("com.amazonaws.ecs.container-name", "app")
                .put("com.amazonaws.ecs.task-arn", container.taskArn())
                .put("com.amazonaws.ecs.task-definition-family", container.service())
                .put("com.amazonaws.ecs.task-definition-version", Integer.toString(container.revision()));
        return Json.object()
                .put("log", unfinished ? log : log + "\n")
                .put("stream", source)
                .put("attrs", attributes)
                .put("time", rfc3339(nanos))
                .toString();
    }

    /** The FireLens form as bytes, without a newline. */
    public byte[] bytes() {
        return fireLens().getBytes(StandardCharsets.UTF_8);
    }

    static String rfc3339(long nanos) {
        Instant second = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
        String text = second.toString();
        return text.substring(0, text.length() - 1) + '.' + padded(Math.floorMod(nanos, 1_000_000_000L), 9) + 'Z';
    }

    private static String padded(long value, int digits) {
        String text = Long.toString(value);
        return "0".repeat(digits - text.length()) + text;
    }
}
