package io.kanshi.replay.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the speaker of a line by the bytes of its container and its source, without making a String. The table is bounded: when it is
 * full it starts over; what former speakers hold open is let go by the joiner's timeout.
 */
final class Speakers {

    /** A few times the containers of a large fleet in a day. */
    static final int MAX_SPEAKERS = 50_000;

    private static final int SLOTS = 1 << 17;

    private final @Nullable Entry[] slots = new Entry[SLOTS];
    private final Map<Key, Container> containers = new HashMap<>();
    private int size;

    private record Key(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private record Entry(int hash, Speaker speaker) {
        boolean is(byte[] b, int start, int end, byte[] source, int sourceStart, int sourceEnd) {
            byte[] name = speaker.container.name;
            return Arrays.equals(name, 0, name.length, b, start, end)
                    && Arrays.equals(speaker.source, 0, speaker.source.length, source, sourceStart, sourceEnd);
        }
    }

    /** The speaker of the container that the first bytes name and the source that the second name. */
    Speaker of(byte[] b, int start, int end, byte[] source, int sourceStart, int sourceEnd) {
        int hash = hash(b, start, end) * 31 + hash(source, sourceStart, sourceEnd);
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Entry entry = slots[slot];
        while (entry != null) {
            if (entry.hash == hash && entry.is(b, start, end, source, sourceStart, sourceEnd)) {
                return entry.speaker;
            }
            slot = slot + 1 & SLOTS - 1;
            entry = slots[slot];
        }
        return add(hash, Arrays.copyOfRange(b, start, end), Arrays.copyOfRange(source, sourceStart, sourceEnd));
    }

    private Speaker add(int hash, byte[] container, byte[] source) {
        if (size == MAX_SPEAKERS) {
            Arrays.fill(slots, null);
            containers.clear();
            size = 0;
        }
        Speaker speaker =
                new Speaker(containers.computeIfAbsent(new Key(container), key -> new Container(key.bytes)), source);
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        while (slots[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        slots[slot] = new Entry(hash, speaker);
        size++;
        return speaker;
    }

    /** Container ids are random, so a few of their bytes tell them apart; short names are hashed whole. */
    private static int hash(byte[] b, int start, int end) {
        int hash = end - start;
        int stop = Math.min(end, start + 16);
        for (int i = start; i < stop; i++) {
            hash = hash * 31 + b[i];
        }
        for (int i = Math.max(stop, end - 8); i < end; i++) {
            hash = hash * 31 + b[i];
        }
        return hash;
    }
}
