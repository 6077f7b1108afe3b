package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the members that name a container look in the envelope, from the value of {@code container_id} on. They are half of
 * an envelope's bytes and the same in every event of a container: comparing them at once costs a tenth of reading them one by one.
 */
final class SeenContainers {

    /** Containers that take turns in one subtask; those that share a slot push each other out, which costs time and nothing else. */
    private static final int SLOTS = 1024;

    /** Fewer bytes are read as quickly as they are compared. */
    private static final int SHORTEST = 24;

    private static final int LONGEST = 2048;
    private static final int FIELDS = 6;

    private final @Nullable Seen[] slots = new Seen[SLOTS];
    private int start;
    private int end = -1;

    /** Fills the envelope from members seen before that stand at {@code from}; the offset behind them, or −1. */
    int find(byte[] b, int from, int limit, Envelope envelope) {
        Seen seen = from + SHORTEST > limit ? null : slots[slot(b, from)];
        if (seen == null || from + seen.bytes.length > limit) {
            return -1;
        }
        int stop = from + seen.bytes.length;
        if (!Arrays.equals(b, from, stop, seen.bytes, 0, seen.bytes.length)) {
            return -1;
        }
        seen.fill(envelope);
        return stop;
    }

    /** The members to be remembered start at {@code from}, with the container's id. */
    void begin(int from) {
        start = from;
        end = from;
    }

    /** Another member that names the container ends at {@code to}. */
    void extend(int to) {
        end = to;
    }

    boolean isOpen() {
        return end >= 0;
    }

    /** The run of members is over. */
    void finish(byte[] b, Envelope envelope) {
        int length = end - start;
        if (length >= SHORTEST && length <= LONGEST) {
            slots[slot(b, start)] = new Seen(b, start, end, envelope);
        }
        end = -1;
    }

    void forget() {
        end = -1;
    }

    private static int slot(byte[] b, int from) {
        return (int) (Bytes.hash(0, b, from + 1, from + 9) & SLOTS - 1);
    }

    /** The bytes, the views into them, and who it was the last time. */
    static final class Seen {
        final byte[] bytes;
        private @Nullable Identity identity;
        private final Utf8 source = new Utf8();
        private int defaultsVersion;
        private final Utf8[] views = new Utf8[FIELDS];

        Seen(byte[] b, int from, int end, Envelope envelope) {
            bytes = Arrays.copyOfRange(b, from, end);
            for (int i = 0; i < FIELDS; i++) {
                Utf8 field = field(envelope, i);
                boolean inside = field.bytes() == b && field.offset() >= from && field.end() <= end;
                views[i] = inside ? new Utf8().set(bytes, field.offset() - from, field.length()) : new Utf8();
            }
        }

        /** The identity of the last time, if nothing but these members and the same header says who speaks; else null. */
        @Nullable
        Identity identity(Envelope envelope) {
            boolean same = defaultsVersion == envelope.defaultsVersion() && source.equals(envelope.source);
            return same ? identity : null;
        }

        void remember(Identity identity, Envelope envelope) {
            this.identity = identity;
            this.defaultsVersion = envelope.defaultsVersion();
            if (envelope.source.isPresent()) {
                byte[] copy = envelope.source.toByteArray();
                source.set(copy, 0, copy.length);
            } else {
                source.clear();
            }
        }

        void fill(Envelope envelope) {
            envelope.seen = this;
            for (int i = 0; i < FIELDS; i++) {
                if (views[i].isPresent()) {
                    field(envelope, i).set(views[i]);
                }
            }
        }

        private static Utf8 field(Envelope envelope, int index) {
            return switch (index) {
                case 0 -> envelope.containerId;
                case 1 -> envelope.containerName;
                case 2 -> envelope.cluster;
                case 3 -> envelope.taskArn;
                case 4 -> envelope.taskDefinition;
                default -> envelope.source;
            };
        }
    }
}
