package io.kanshi.forwarder.imports;

import java.util.Locale;

/**
 * One {@code Key Value} line of a section.
 *
 * @param place file and line, for messages
 * @param raw the value as it is written, variables not replaced
 */
record Directive(String place, String key, String value, String raw) {

    private static final String SECRETS = ".*(password|passwd|secret|token|shared_key|users|http_user|access_key).*";

    boolean is(String name) {
        return key.equalsIgnoreCase(name);
    }

    String lowerKey() {
        return key.toLowerCase(Locale.ROOT);
    }

    /** For messages: without the value where it may be a secret, and never with a variable's content. */
    String shown() {
        return lowerKey().matches(SECRETS) ? key : key + " " + raw;
    }
}
