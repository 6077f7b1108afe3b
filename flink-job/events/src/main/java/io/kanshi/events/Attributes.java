package io.kanshi.events;

import io.kanshi.wire.Utf8;

/**
 * What is left of a JSON line, flattened with dots: a bounded list of key and value views, reused for every event. A key appears once;
 * the last value wins.
 */
public final class Attributes {

    /** More keys than this are left to the column {@code log}; OpenTelemetry's default attribute count limit is 128. */
    public static final int MAX_KEYS = 128;

    private final Utf8[] keys = new Utf8[MAX_KEYS];
    private final Utf8[] values = new Utf8[MAX_KEYS];
    private int size;

    public Attributes() {
        for (int i = 0; i < MAX_KEYS; i++) {
            keys[i] = new Utf8();
            values[i] = new Utf8();
        }
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public Utf8 key(int index) {
        return keys[index];
    }

    public Utf8 value(int index) {
        return values[index];
    }

    /** Adds a pair of views (not copied); a key that is there already takes the new value. False when the list is full. */
    public boolean put(Utf8 key, Utf8 value) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                values[i].set(value);
                return true;
            }
        }
        if (size == MAX_KEYS) {
            return false;
        }
        keys[size].set(key);
        values[size++].set(value);
        return true;
    }
}
