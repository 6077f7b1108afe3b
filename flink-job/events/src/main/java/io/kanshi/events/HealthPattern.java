package io.kanshi.events;

import com.google.re2j.Pattern;
import io.kanshi.wire.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A user's regular expression with the literal that any match must hold. Nearly all messages lack the literal and never reach the
 * expression; an expression without one (an alternation, say) is tried on every message.
 */
final class HealthPattern {

    private static final int SHORTEST_LITERAL = 3;
    private static final String QUANTIFIERS = "*?{";

    /** Behind a backslash: codes and classes of several characters, {@code \\x2c} and {@code \\p{L}}. */
    private static final String LONG_ESCAPES = "xpP01234567";

    private final @Nullable Literal literal;
    private final @Nullable Pattern pattern;

    /** Throws re2j's PatternSyntaxException for what is no RE2. */
    HealthPattern(String expression) {
        Pattern compiled = Pattern.compile(expression);
        String required = required(expression);
        this.literal = required.length() < SHORTEST_LITERAL ? null : new Literal(required);
        this.pattern = literal != null && isAll(required, expression) ? null : compiled;
    }

    boolean matches(Utf8 message) {
        if (literal != null && !literal.isIn(message)) {
            return false;
        }
        return pattern == null || pattern.matcher(message.toByteArray()).find();
    }

    private static boolean isAll(String required, String expression) {
        return expression.replace("\\", "").equals(required);
    }

    /** The longest run of characters that stands in every match; empty when none is certain. */
    static String required(String expression) {
        if (expression.contains("(?") || expression.contains("\\Q")) {
            return "";
        }
        String best = "";
        StringBuilder run = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            char next = i + 1 < expression.length() ? expression.charAt(i + 1) : ' ';
            boolean escaped = c == '\\' && !Character.isLetterOrDigit(next) && next < 0x80;
            boolean plain = escaped || ".^$[](){}*+?|\\".indexOf(c) < 0;
            if (c == '|' && depth == 0) {
                return "";
            }
            if (plain && depth == 0) {
                i += escaped ? 1 : 0;
                char after = i + 1 < expression.length() ? expression.charAt(i + 1) : ' ';
                if (QUANTIFIERS.indexOf(after) < 0) {
                    run.append(escaped ? next : c);
                    continue;
                }
            } else if (c == '\\') {
                if (LONG_ESCAPES.indexOf(next) >= 0) {
                    return "";
                }
                i++;
            } else if (c == '[') {
                i = classEnd(expression, i);
            } else if (c == '{') {
                i = Math.max(i, expression.indexOf('}', i));
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            best = longer(best, run);
            run.setLength(0);
        }
        return longer(best, run);
    }

    private static int classEnd(String expression, int open) {
        int i = open + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        i++;
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static String longer(String best, StringBuilder run) {
        return run.length() > best.length() ? run.toString() : best;
    }
}
