package io.kanshi.forwarder.settings;

/**
 * One setting's value with where it came from: {@code default}, a variable of the environment or the file. Its text hides a secret.
 */
public final class GivenValue {

    private static final String MASK = "********";

    final SettingKey key;
    final String value;
    final String source;

    GivenValue(SettingKey key, String value, String source) {
        this.key = key;
        this.value = value;
        this.source = source;
    }

    boolean allowed() {
        return key.rule.accepts(value);
    }

    /** The value for people. */
    String shown() {
        if (key.secret()) {
            return value.isEmpty() ? "(empty)" : MASK;
        }
        String normal = allowed() ? key.rule.normal(value) : value;
        return normal.isEmpty() ? "(empty)" : Printable.text(normal);
    }

    /** What is wrong with it. */
    String mistake() {
        String name = source.equals("default") ? key.key : key.key + " (" + source + ")";
        boolean required = value.isEmpty() && source.equals("default");
        return required
                ? key.key + " is required and must be " + key.rule.text() + ": set " + String.join(" or ", names())
                : name + " must be " + key.rule.text() + ": " + shown();
    }

    private java.util.List<String> names() {
        java.util.List<String> names = new java.util.ArrayList<>(java.util.List.of(key.variable()));
        names.addAll(key.fallbacks);
        return names;
    }

    @Override
    public String toString() {
        return key.key + "=" + shown() + " (" + source + ")";
    }
}
