package io.kanshi.rules;

/** What a rule watches. */
public enum Kind {
    /** Errors as a share of all log lines, in percent. */
    ERROR_RATE("error_rate"),
    /** The number of errors. */
    ERROR_COUNT("error_count"),
    /** A statistic of a metric's samples. */
    METRIC("metric");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** The name in rule files. */
    public String text() {
        return text;
    }

    boolean watchesErrors() {
        return this != METRIC;
    }
}
