package io.kanshi.testkit.sidecar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * Messages of the Fluent Forward protocol v1.5, as bytes: https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1.5
 * An empty map of options is written as such (as Docker does); {@link #NO_OPTIONS} leaves the element out. Messages are made by hand, so
 * that wrong ones can be made too.
 */
public final class ForwardMessages {

    /** The message ends without an options element. */
    public static final Map<String, Object> NO_OPTIONS = new LinkedHashMap<>();

    /** A heartbeat on TCP. */
    public static final byte NIL = (byte) 0xc0;

    private ForwardMessages() {}

    /** {@code [tag, time, record, options]}. */
    public static byte[] message(String tag, ForwardEntry entry, Map<String, ?> options) {
        return packed(packer -> {
            arrayHeader(packer, 3, options);
            packer.packString(tag);
            entry.packElements(packer);
            options(packer, options);
        });
    }

    /** {@code [tag, [[time, record], …], options]}. */
    public static byte[] forward(String tag, List<ForwardEntry> entries, Map<String, ?> options) {
        return packed(packer -> {
            arrayHeader(packer, 2, options);
            packer.packString(tag);
            packer.packArrayHeader(entries.size());
            packer.writePayload(entries(entries));
            options(packer, options);
        });
    }

    /** {@code [tag, bin, options]}, the form of today's clients. */
    public static byte[] packedForward(String tag, byte[] entries, Map<String, ?> options) {
        return packedForward(tag, (Object) new ForwardValue.Binary(entries), options);
    }

    /** {@code [tag, str, options]}, the form of older clients. */
    public static byte[] packedForwardAsText(String tag, byte[] entries, Map<String, ?> options) {
        return packedForward(tag, (Object) entries, options);
    }

    private static byte[] packedForward(String tag, Object entries, Map<String, ?> options) {
        return packed(packer -> {
            arrayHeader(packer, 2, options);
            packer.packString(tag);
            ForwardValue.pack(packer, entries);
            options(packer, options);
        });
    }

    /** {@code [tag, bin, {compressed: …}]}, every list of entries a member of its own. */
    public static byte[] compressed(
            String tag, List<List<ForwardEntry>> members, Compression compression, Map<String, ?> options) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        members.forEach(member -> payload.writeBytes(compression.compress(entries(member))));
        return packedForward(tag, payload.toByteArray(), with(options, "compressed", compression.label()));
    }

    /** The entries one after the other: the payload of a packed message before compression. */
    public static byte[] entries(List<ForwardEntry> entries) {
        return packed(packer -> {
            for (ForwardEntry entry : entries) {
                packer.packArrayHeader(2);
                entry.packElements(packer);
            }
        });
    }

    /** Any value as MessagePack. */
    public static byte[] value(Object value) {
        return packed(packer -> ForwardValue.pack(packer, value));
    }

    /** A further option. */
    public static Map<String, Object> with(Map<String, ?> options, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(key, value);
        return more;
    }

    /** Asks for an ack. */
    public static Map<String, Object> chunk(String id) {
        return with(NO_OPTIONS, "chunk", id);
    }

    // Identity, not equality: an empty map that is written and one that is not are the difference this class is about.
    @SuppressWarnings("ReferenceEquality")
    private static boolean left(Map<String, ?> options) {
        return options == NO_OPTIONS;
    }

    private static void arrayHeader(MessagePacker packer, int elements, Map<String, ?> options) throws IOException {
        packer.packArrayHeader(left(options) ? elements : elements + 1);
    }

    private static void options(MessagePacker packer, Map<String, ?> options) throws IOException {
        if (!left(options)) {
            ForwardValue.pack(packer, options);
        }
    }

    private interface Packing {
        void into(MessagePacker packer) throws IOException;
    }

    private static byte[] packed(Packing packing) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packing.into(packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
