package io.kanshi.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * One setting's value with where it came from: {@code default}, a variable of the environment or the file. Its text hides a secret.
 */
public final class GivenValue {

    private static final String MASK = "********";

    private final Setting key;
    private final String value;
    private final String source;

    public GivenValue(Setting key, String value, String source) {
        this.key = key;
        this.value = value;
        this.source = source;
    }

    public Setting setting() {
        return key;
    }

    /** As it was given, without spaces around it. */
    public String text() {
        return value;
    }

    /** Where it came from, for people. */
    public String source() {
        return source;
    }

    /** Whether the setting's rule accepts it. */
    public boolean allowed() {
        return key.rule().accepts(value);
    }

    /** The value for people. */
    public String shown() {
        if (key.secret()) {
            return value.isEmpty() ? "(empty)" : MASK;
        }
        String normal = allowed() ? key.rule().normal(value) : value;
        return normal.isEmpty() ? "(empty)" : Printable.text(normal);
    }

    /** What is wrong with it. */
    public String mistake() {
        String name = source.equals("default") ? key.key() : key.key() + " (" + source + ")";
        boolean required = value.isEmpty() && source.equals("default");
        return required
                ? key.key() + " is required and must be " + key.rule().text() + ": set " + String.join(" or ", names())
                : name + " must be " + key.rule().text() + ": " + shown();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(key.variable()));
        names.addAll(key.fallbacks());
        return names;
    }

    @Override
    public String toString() {
        return key.key() + "=" + shown() + " (" + source + ")";
    }
}
