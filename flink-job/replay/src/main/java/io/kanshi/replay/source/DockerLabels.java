package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels that Docker's json-file driver adds to each line ({@code attrs}, with {@code --log-opt labels-regex}): those of the ECS
 * agent become FireLens's keys, and a label {@code service} stays what it is. Equal for all lines of a container, so they are read once.
 */
final class DockerLabels {

    private static final String ECS = "com.amazonaws.ecs.";

    private byte[] last = new byte[0];
    private byte[] members = new byte[0];

    /** The members to add to an event, each with a comma before it. */
    byte[] members(byte[] b, int start, int end) {
        if (!Arrays.equals(last, 0, last.length, b, start, end)) {
            last = Arrays.copyOfRange(b, start, end);
            members = read(last).getBytes(StandardCharsets.UTF_8);
        }
        return members;
    }

    private static String read(byte[] object) {
        Map<String, String> labels = new LinkedHashMap<>();
        JsonScanner scanner = new JsonScanner();
        scanner.reset(object, 0, object.length);
        scanner.next();
        while (scanner.next() == Token.KEY) {
            String key = text(object, scanner);
            Token value = scanner.next();
            if (value == Token.STRING) {
                labels.put(key, text(object, scanner));
            }
            scanner.skip(value);
        }
        StringBuilder members = new StringBuilder();
        add(members, "service", labels.get("service"));
        add(members, "ecs_cluster", labels.get(ECS + "cluster"));
        add(members, "ecs_task_arn", labels.get(ECS + "task-arn"));
        String family = labels.get(ECS + "task-definition-family");
        String version = labels.get(ECS + "task-definition-version");
        add(members, "ecs_task_definition", family == null || version == null ? family : family + ":" + version);
        return members.toString();
    }

    /** Values stay escaped as they came. */
    private static void add(StringBuilder members, String key, @Nullable String value) {
        if (value != null) {
            members.append(",\"").append(key).append("\":\"").append(value).append('"');
        }
    }

    private static String text(byte[] b, JsonScanner scanner) {
        return new String(b, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), StandardCharsets.UTF_8);
    }
}
