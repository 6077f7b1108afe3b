package io.kanshi.rules;

import java.util.Locale;

/** How the samples of a metric within a window become one number. */
public enum Statistic {
    AVG,
    MIN,
    MAX,
    SUM,
    COUNT;

    /** The name in rule files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
