package io.kanshi.rules;

import java.util.Locale;

/** What a window without data means. */
public enum Missing {
    /** All is well: the window counts as one that does not breach. */
    OK,
    /** Silence is the fault: the window counts as breaching. */
    BREACHING,
    /** Nothing is known: the window does not count, the state stays. */
    KEEP;

    /** The name in rule files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
