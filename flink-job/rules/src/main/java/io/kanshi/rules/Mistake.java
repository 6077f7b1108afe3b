package io.kanshi.rules;

/**
 * One thing that is wrong in a rule file.
 *
 * @param line counted from 1
 * @param key where in the file, for example {@code error-rate.window}
 * @param value what was found, safe to show; empty when something is missing
 * @param expected what should have been there
 */
public record Mistake(int line, String key, String value, String expected) {

    private static final int MAX_SHOWN = 80;

    public Mistake {
        key = Inert.line(key, MAX_SHOWN);
        value = Inert.line(value, MAX_SHOWN);
    }

    /** One line: place, key, value and what was expected. */
    @Override
    public String toString() {
        return "line " + line + ": " + (key.isEmpty() ? "" : key + ": ") + (value.isEmpty() ? "" : '"' + value + "\": ")
                + expected;
    }
}
