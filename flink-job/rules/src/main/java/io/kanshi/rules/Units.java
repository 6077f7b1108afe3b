package io.kanshi.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** The units of the rule file; null for what is none. */
final class Units {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh])");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})([eE][-+]?[0-9]{1,2})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final Pattern OF = Pattern.compile("([0-9]{1,4}) +of +([0-9]{1,4})");

    private Units() {}

    /** {@code 90s}, {@code 5m}, {@code 1h} in seconds. */
    static @Nullable Integer seconds(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long unit = switch (matcher.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
        long seconds = Long.parseLong(matcher.group(1)) * unit;
        return seconds > Integer.MAX_VALUE ? null : Integer.valueOf((int) seconds);
    }

    /** {@code 80}, {@code -1.5}, {@code 2e3}. */
    static @Nullable Double number(String text) {
        return NUMBER.matches(text) ? Double.valueOf(text) : null;
    }

    /** {@code 5%} or {@code 0.5 %} in percent. */
    static @Nullable Double percent(String text) {
        return text.endsWith("%") ? number(text.substring(0, text.length() - 1).strip()) : null;
    }

    static @Nullable Long count(String text) {
        return COUNT.matches(text) ? Long.valueOf(text) : null;
    }

    /** {@code 2 of 3} as {2, 3}. */
    static int @Nullable [] nOfM(String text) {
        Matcher matcher = OF.matcher(text);
        return matcher.matches()
                ? new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))}
                : null;
    }
}
