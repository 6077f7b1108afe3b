package io.kanshi.forwarder.imports;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of Fluent Bit (Onigmo) in the form of the job's health-check patterns: RE2, in a list separated by commas.
 */
final class GrepPattern {

    private GrepPattern() {}

    /** The pattern; throws an IllegalArgumentException that says why there is none. */
    static String of(String onigmo) {
        String plain = withoutSlashes(onigmo.strip());
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("an empty pattern matches every line");
        }
        String pattern = withoutCommas(plain);
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException notRe2) {
            throw new IllegalArgumentException("the pattern must be RE2 (" + notRe2.getDescription() + ")");
        }
        return pattern;
    }

    /** {@code /pattern/i} is how Onigmo's options are written. */
    private static String withoutSlashes(String text) {
        int last = text.lastIndexOf('/');
        if (!text.startsWith("/") || last < 1 || !text.substring(last + 1).matches("[imx]*")) {
            return text;
        }
        String options = text.substring(last + 1);
        if (options.contains("x") || options.contains("m")) {
            throw new IllegalArgumentException("the options m and x of a pattern are not known here");
        }
        return (options.isEmpty() ? "" : "(?i)") + text.substring(1, last);
    }

    /** A comma would end the pattern: it becomes an escape, inside a class so that it is never taken for plain letters. */
    private static String withoutCommas(String text) {
        StringBuilder pattern = new StringBuilder();
        boolean inClass = false;
        boolean inCount = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) != ',') {
                pattern.append(c).append(text.charAt(++i));
                continue;
            }
            if (c == '\\' && i + 1 < text.length()) {
                continue; // \, is a comma
            }
            inClass = c == '[' || inClass && c != ']';
            inCount = !inClass && (c == '{' || inCount && c != '}');
            if (c == ',' && inCount) {
                throw new IllegalArgumentException("a count {n,m} holds a comma, which separates patterns");
            }
            pattern.append(c == ',' ? inClass ? "\\x2c" : "[\\x2c]" : String.valueOf(c));
        }
        return pattern.toString();
    }
}
