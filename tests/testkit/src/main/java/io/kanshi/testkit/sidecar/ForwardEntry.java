package io.kanshi.testkit.sidecar;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;

/**
 * One event of a Forward message.
 *
 * @param metadata null: the entry is {@code [time, record]}; otherwise it is {@code [[time, metadata], record]}
 * @param record see {@link ForwardValue} for what its values may be
 */
public record ForwardEntry(
        Instant time, ForwardTime form, @Nullable Map<String, ?> metadata, Map<String, ?> record) {

    /** As Docker writes it. */
    public static ForwardEntry of(Instant time, Map<String, ?> record) {
        return new ForwardEntry(time, ForwardTime.FIXEXT8, null, record);
    }

    public ForwardEntry form(ForwardTime other) {
        return new ForwardEntry(time, other, metadata, record);
    }

    public ForwardEntry metadata(Map<String, ?> other) {
        return new ForwardEntry(time, form, other, record);
    }

    /** The two elements, without an array around them. */
    void packElements(MessagePacker packer) throws IOException {
        if (metadata == null) {
            form.pack(packer, time);
        } else {
            packer.packArrayHeader(2);
            form.pack(packer, time);
            ForwardValue.pack(packer, metadata);
        }
        ForwardValue.pack(packer, record);
    }
}
