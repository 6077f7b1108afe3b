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

    /** Lower case, with dots and dashes. */
    String key();

    String byDefault();

    Rule rule();

    /** What it is for, in a line. */
    String description();

    /** Variables of the platform that give the default, the first that is set. */
    List<String> fallbacks();

    /** Whether its value is never shown. */
    boolean secret();

    /** Its name in the environment. */
    default String variable() {
        return PREFIX + key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
