package io.kanshi.replay.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the header of a captured frame says for the events that follow it, as raw JSON; an event's own keys come first. */
final class Defaults {

    private static final int FIRST = Keys.SERVICE;
    private static final int LAST = Keys.TASK_DEFINITION;

    private final byte[] @Nullable [] values = new byte[LAST - FIRST + 1][];

    private Defaults() {}

    /** Null when the header says nothing about its events. */
    static @Nullable Defaults of(byte[] b, Keys header) {
        Defaults defaults = new Defaults();
        boolean any = false;
        for (int key = FIRST; key <= LAST; key++) {
            if (header.isString(key)) {
                defaults.values[key - FIRST] = Arrays.copyOfRange(b, header.start(key), header.end(key));
                any = true;
            }
        }
        return any ? defaults : null;
    }

    /** Adds what the event does not say itself. */
    void write(Keys event, Bytes target) {
        for (int key = FIRST; key <= LAST; key++) {
            byte[] value = values[key - FIRST];
            if (value != null && !event.has(key)) {
                target.put(",\"" + Keys.NAMES[key] + "\":\"")
                        .put(value, 0, value.length)
                        .put("\"");
            }
        }
    }
}
