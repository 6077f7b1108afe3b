package io.kanshi.settings;

import java.util.List;
import java.util.Locale;

/**
 * One setting of a program. A program's settings are an enum of these: the one table behind the checks, {@code --help} and the
 * documentation. An empty default of a rule that refuses the empty text makes a setting required.
 */
public interface Setting {

    /** What a variable of the environment must start with to be ours. */
    String PREFIX = "KANSHI_";

    /**
     * All that is known of a setting.
     *
     * @param key lower case, with dots and dashes
     * @param description what it is for, in a line
     * @param fallbacks variables of the platform that give the default, the first that is set
     * @param secret whether its value is never shown
     */
    record Definition(
            String key, String byDefault, Rule rule, String description, List<String> fallbacks, boolean secret) {
        public Definition {
            fallbacks = List.copyOf(fallbacks);
        }
    }

    Definition definition();

    default String key() {
        return definition().key();
    }

    default String byDefault() {
        return definition().byDefault();
    }

    default Rule rule() {
        return definition().rule();
    }

    default String description() {
        return definition().description();
    }

    default List<String> fallbacks() {
        return definition().fallbacks();
    }

    default boolean secret() {
        return definition().secret();
    }

    /** Its name in the environment. */
    default String variable() {
        return PREFIX + key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
