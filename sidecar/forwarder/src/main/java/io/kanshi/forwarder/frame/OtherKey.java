package io.kanshi.forwarder.frame;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The key of a field that is none of Docker's. What the envelope says itself a label cannot say: it is written with a prefix. */
final class OtherKey {

    private static final byte[] PREFIX = RecordFields.ascii("\"record.");
    private static final Set<String> RESERVED = Set.of(
            "time",
            "date",
            "@timestamp",
            "timestamp",
            "kanshi",
            "log",
            "log_base64",
            "container_id",
            "container_name",
            "source",
            "joined",
            "partial",
            "truncated_bytes",
            "dead_letter");
    private static final int LONGEST = 16;

    private OtherKey() {}

    /** @param json the key as JSON: a quoted text, or something that must become one */
    static void write(LineBuffer json, LineBuffer target) {
        byte[] b = json.bytes();
        int end = json.end();
        boolean quoted = end >= 2 && b[0] == '"';
        if (!quoted) {
            target.put((byte) '"').putEscaped(b, 0, end).put((byte) '"');
        } else if (end - 2 <= LONGEST && isReserved(new String(b, 1, end - 2, StandardCharsets.UTF_8))) {
            target.put(PREFIX).put(b, 1, end);
        } else {
            target.put(b, 0, end);
        }
    }

    private static boolean isReserved(String key) {
        return RESERVED.contains(key) || key.startsWith("kanshi_");
    }
}
