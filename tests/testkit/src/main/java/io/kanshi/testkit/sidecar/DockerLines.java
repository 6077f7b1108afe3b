package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Docker's fluentd driver sends for one container of an ECS task: a message for each line, four elements, an empty map of options,
 * every value a string, lines cut at 16 KiB. For one thread.
 */
public final class DockerLines {

    private final Container container;
    private final Map<String, String> extras = new LinkedHashMap<>();
    private final Dice ids;
    private final String tag;

    public DockerLines(Container container) {
        this.container = container;
        this.ids = new Dice(container.id().hashCode());
        this.tag = "app-firelens-" + container.taskId();
    }

    /** Further strings in every message: labels and environment variables that the driver was told to add. */
    public DockerLines with(String key, String value) {
        extras.put(key, value);
        return this;
    }

    public String tag() {
        return tag;
    }

    /** A line with its line break: one message, or the pieces of a long one. */
    public List<byte[]> line(Instant time, String source, String text) {
        return line(time, source, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes that need not be UTF-8. */
    public List<byte[]> line(Instant time, String source, byte[] text) {
        if (text.length < WireLimits.DOCKER_PIECE_BYTES) {
            return List.of(message(time, source, text, Map.of()));
        }
        return pieces(time, source, text, "true");
    }

    /** The last bytes of a stream that ended without a line break: the last piece does not say so. */
    public List<byte[]> tail(Instant time, String source, byte[] text) {
        return pieces(time, source, text, "false");
    }

    /** Several messages as one array, as they stand in the socket. */
    public static byte[] joined(List<byte[]> messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** All pieces but the last are full; the last may be empty. The driver gives them all the time of the first. */
    private List<byte[]> pieces(Instant time, String source, byte[] text, String lastOfAll) {
        List<byte[]> messages = new ArrayList<>();
        String id = ids.hex(64);
        int full = text.length / WireLimits.DOCKER_PIECE_BYTES;
        for (int i = 0; i <= full; i++) {
            int from = i * WireLimits.DOCKER_PIECE_BYTES;
            int to = Math.min(text.length, from + WireLimits.DOCKER_PIECE_BYTES);
            Map<String, String> marks = new LinkedHashMap<>();
            marks.put("partial_message", "true");
            marks.put("partial_id", id);
            marks.put("partial_ordinal", Integer.toString(i + 1));
            marks.put("partial_last", i == full ? lastOfAll : "false");
            messages.add(message(time, source, Arrays.copyOfRange(text, from, to), marks));
        }
        return messages;
    }

    private byte[] message(Instant time, String source, byte[] log, Map<String, String> marks) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("container_id", container.id());
        record.put("container_name", container.name());
        record.put("source", source);
        record.put("log", log);
        record.putAll(extras);
        record.putAll(marks);
        return ForwardMessages.message(tag, ForwardEntry.of(time, record), Map.of());
    }
}
