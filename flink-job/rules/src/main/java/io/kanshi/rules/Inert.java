package io.kanshi.rules;

/**
 * Makes text from logs safe to show: in Slack and Amazon Q no mention, link or markup takes effect, in a terminal no escape sequence, in
 * a page no tag, and nothing runs from right to left. It stays readable: characters that mean something become ones that look alike.
 */
public final class Inert {

    private Inert() {}

    /** One line of at most {@code maxLength} characters that nothing takes as markup; what was cut ends in an ellipsis. */
    public static String text(String text, int maxLength) {
        return shown(text, maxLength, true);
    }

    /** The same for terminals and logs, where markup means nothing and stays: only what controls the display is taken away. */
    public static String line(String text, int maxLength) {
        return shown(text, maxLength, false);
    }

    private static String shown(String text, int maxLength, boolean withoutMarkup) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxLength) + 8);
        int index = 0;
        while (index < text.length() && out.length() <= maxLength) {
            int c = text.codePointAt(index);
            if (c == 0x1b) {
                index = escapeSequenceEnd(text, index);
                continue;
            }
            append(out, c < 0x80 && withoutMarkup ? withoutMarkup(text, index, (char) c) : c);
            index += Character.charCount(c);
        }
        return cut(out.toString(), maxLength);
    }

    /** The text itself, or its start and an ellipsis, together {@code maxLength} characters at most. */
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - 1;
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }

    private static void append(StringBuilder out, int c) {
        if (c == '\n' || c == '\t') {
            out.append(' ');
        } else if (c < ' ' || c == 0x7f) {
            out.append(c == '\r' ? "" : "\uFFFD");
        } else if (c < 0x7f || Character.isLetterOrDigit(c) || isVisible(c)) {
            out.appendCodePoint(c);
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            out.append(' ');
        } else if (Character.getType(c) != Character.FORMAT) {
            out.append('\uFFFD');
        }
    }

    /** A character that looks like it and means nothing. */
    private static char withoutMarkup(String text, int index, char c) {
        return switch (c) {
            case '<' -> '‹';
            case '>' -> '›';
            case '&' -> '＆';
            case '@' -> '＠';
            case '*' -> '∗';
            case '~' -> '∼';
            case '`' -> 'ˋ';
            case '|' -> '¦';
            case '[' -> '［';
            case ']' -> '］';
            case '\\' -> '＼';
            case '#' -> index == 0 || text.charAt(index - 1) <= ' ' ? '＃' : c;
            case '_' -> isWord(text, index - 1) && isWord(text, index + 1) ? c : '＿';
            case ':' -> isEmojiOrScheme(text, index) ? '∶' : c;
            case '.' -> isAfterWww(text, index) ? '․' : c;
            default -> c;
        };
    }

    private static boolean isWord(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }

    /** {@code ://} and {@code mailto:} make links, {@code :fire:} a picture. */
    private static boolean isEmojiOrScheme(String text, int index) {
        if (index + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(index + 1);
        return next == '/'
                || next == '+'
                || next == '-'
                || next == '_'
                || Character.isLetterOrDigit(next) && !isDigit(text, index - 1);
    }

    private static boolean isDigit(String text, int index) {
        return index >= 0 && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isAfterWww(String text, int index) {
        return index >= 3 && text.regionMatches(true, index - 3, "www", 0, 3);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }

    /** Where an ANSI sequence that starts at an ESC ends; the ESC alone where none follows. */
    private static int escapeSequenceEnd(String text, int escape) {
        int index = escape + 1;
        if (index >= text.length() || text.charAt(index) != '[') {
            return index;
        }
        index++;
        while (index < text.length() && text.charAt(index) >= 0x20 && text.charAt(index) < 0x40) {
            index++;
        }
        return index < text.length() && text.charAt(index) >= 0x40 && text.charAt(index) < 0x7f ? index + 1 : index;
    }
}
