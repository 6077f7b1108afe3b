package io.kanshi.testkit.sidecar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a frame, as simple values.
 *
 * @param line number of its line in the frame, from 0
 * @param log as it stands in the frame
 * @param logBytes what the application wrote: of {@code log_base64} where that is there, else of {@code log}
 * @param joined lines that became part of this one
 * @param partial {@code incomplete} where pieces are missing
 * @param members all members of the line, these included
 */
public record SidecarEvent(
        String boot,
        int lane,
        long seq,
        int line,
        Instant time,
        @Nullable String containerId,
        @Nullable String containerName,
        @Nullable String source,
        String log,
        byte[] logBytes,
        int joined,
        @Nullable String partial,
        long truncatedBytes,
        Map<String, Object> members) {

    static SidecarEvent of(String boot, int lane, long seq, int line, Map<String, Object> members) {
        String log = text(members, "log");
        String base64 = text(members, "log_base64");
        String time = text(members, "time");
        if (log == null || time == null) {
            throw new AssertionError("an event must have time and log: " + members);
        }
        return new SidecarEvent(
                boot,
                lane,
                seq,
                line,
                Instant.parse(time),
                text(members, "container_id"),
                text(members, "container_name"),
                text(members, "source"),
                log,
                base64 == null
                        ? log.getBytes(StandardCharsets.UTF_8)
                        : Base64.getDecoder().decode(base64),
                Math.toIntExact(number(members, "joined")),
                text(members, "partial"),
                number(members, "truncated_bytes"),
                members);
    }

    private static @Nullable String text(Map<String, Object> members, String key) {
        Object value = members.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new AssertionError(key + " must be a string: " + value);
    }

    private static long number(Map<String, Object> members, String key) {
        Object value = members.get(key);
        if (value == null) {
            return 0;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw new AssertionError(key + " must be a whole number: " + value);
    }
}
