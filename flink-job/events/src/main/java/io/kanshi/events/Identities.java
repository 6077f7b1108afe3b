package io.kanshi.events;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link Identity} per container and stream. A hit compares bytes and builds no String; there are as many identities as
 * containers, so the table is simply emptied when it is full.
 */
final class Identities {

    /** Two streams each of 5,000 containers; a busy subtask sees a few hundred. */
    static final int MAX_ENTRIES = 10_000;

    /** ARNs have at most 2,048 characters; a longer name is cut, so that the table stays small whatever comes. */
    private static final int MAX_FIELD_BYTES = 2048;

    private static final int SLOTS = 1 << 15;
    private static final int FIELDS = 7;
    private static final int SHORT_ID = 12;
    private static final String UNKNOWN = "unknown";

    private final @Nullable Entry[] slots = new Entry[SLOTS];
    private final Utf8[] fields = new Utf8[FIELDS];
    private int size;

    Identity of(Envelope envelope) {
        SeenContainers.Seen seen = envelope.otherwiseNamed ? null : envelope.seen;
        Identity known = seen == null ? null : seen.identity(envelope);
        if (known != null) {
            return known;
        }
        Identity identity = interned(envelope);
        if (seen != null) {
            seen.remember(identity, envelope);
        }
        return identity;
    }

    private Identity interned(Envelope envelope) {
        fields[0] = envelope.containerId;
        fields[1] = envelope.source;
        fields[2] = envelope.containerName;
        fields[3] = envelope.taskArn;
        fields[4] = envelope.taskDefinition;
        fields[5] = envelope.cluster;
        fields[6] = envelope.service;
        long hash = 0;
        for (Utf8 field : fields) {
            Utf8Repair.shorten(field, MAX_FIELD_BYTES);
            hash = Bytes.hash(hash + (field.isPresent() ? 1 : 0), field.bytes(), field.offset(), field.end());
        }
        int slot = (int) (hash & SLOTS - 1);
        while (true) {
            Entry entry = slots[slot];
            if (entry == null) {
                return add(slot, hash, envelope);
            }
            if (entry.hash == hash && entry.matches(fields)) {
                return entry.identity;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    private Identity add(int slot, long hash, Envelope envelope) {
        int free = slot;
        if (size == MAX_ENTRIES) {
            Arrays.fill(slots, null);
            size = 0;
            free = (int) (hash & SLOTS - 1);
        }
        Entry entry = new Entry(hash, fields, identity(envelope));
        slots[free] = entry;
        size++;
        return entry.identity;
    }

    private static Identity identity(Envelope envelope) {
        String definition = text(envelope.taskDefinition);
        String containerName = afterSlash(text(envelope.containerName));
        String containerId = text(envelope.containerId);
        return identity(
                new Task(text(envelope.cluster), text(envelope.taskArn), definition),
                service(text(envelope.service), definition, containerName, containerId),
                new Spoken(containerName, containerId, text(envelope.source)));
    }

    /** Who a frame's header says it is: the task, no container. */
    static Identity of(FrameHeader header) {
        String definition = orNull(header.taskDefinition());
        return identity(
                new Task(orNull(header.cluster()), orNull(header.taskArn()), definition),
                service(orNull(header.service()), definition, null, null),
                new Spoken(null, null, null));
    }

    private record Task(
            @Nullable String cluster,
            @Nullable String arn,
            @Nullable String definition) {}

    private record Spoken(
            @Nullable String containerName,
            @Nullable String containerId,
            @Nullable String source) {}

    private static Identity identity(Task task, String service, Spoken spoken) {
        String cluster = task.cluster;
        String arn = task.arn;
        String definition = task.definition;
        return new Identity(
                service,
                cluster == null ? clusterOf(arn) : lastPart(cluster),
                arn == null ? null : lastPart(arn),
                definition == null ? null : lastPart(definition),
                spoken.containerName,
                spoken.containerId,
                spoken.source);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String service(
            @Nullable String label,
            @Nullable String definition,
            @Nullable String containerName,
            @Nullable String containerId) {
        if (label != null) {
            return label;
        }
        if (definition != null) {
            return family(lastPart(definition));
        }
        if (containerName != null) {
            return containerName;
        }
        return containerId == null ? UNKNOWN : containerId.substring(0, Math.min(SHORT_ID, containerId.length()));
    }

    private static String family(String definition) {
        int colon = definition.lastIndexOf(':');
        return colon > 0 ? definition.substring(0, colon) : definition;
    }

    /** {@code arn:aws:ecs:region:account:task/cluster/id}; older ARNs have no cluster. */
    private static @Nullable String clusterOf(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        int first = arn.indexOf('/');
        int last = arn.lastIndexOf('/');
        return first > 0 && last > first + 1 ? arn.substring(first + 1, last) : null;
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static @Nullable String afterSlash(@Nullable String name) {
        return name != null && name.startsWith("/") ? name.substring(1) : name;
    }

    /** Empty counts as absent: a key that says nothing must not hide the next best name. */
    private static @Nullable String text(Utf8 view) {
        return view.isEmpty() ? null : view.toString();
    }

    private static final class Entry {
        final long hash;
        final Identity identity;
        private final byte[][] fields = new byte[FIELDS][];
        private final boolean[] present = new boolean[FIELDS];

        Entry(long hash, Utf8[] views, Identity identity) {
            this.hash = hash;
            this.identity = identity;
            for (int i = 0; i < FIELDS; i++) {
                fields[i] = views[i].toByteArray();
                present[i] = views[i].isPresent();
            }
        }

        boolean matches(Utf8[] views) {
            for (int i = 0; i < FIELDS; i++) {
                Utf8 view = views[i];
                if (present[i] != view.isPresent()
                        || !Bytes.equal(view.bytes(), view.offset(), view.end(), fields[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
