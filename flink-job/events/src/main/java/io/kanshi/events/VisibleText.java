package io.kanshi.events;

/**
 * Leaves of a text what can be seen: no escape sequences, no control characters, nothing that reorders or hides what stands around it.
 * Line breaks and tabs become blanks.
 */
final class VisibleText {

    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final char STRING_TERMINATOR = 0x9c;
    private static final char CONTROL_SEQUENCE = 0x9b;

    private VisibleText() {}

    static String of(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            if (point == ESCAPE || point == CONTROL_SEQUENCE) {
                i = sequenceEnd(text, i);
                continue;
            }
            i += Character.charCount(point);
            if (isBlank(point)) {
                if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (isVisible(point)) {
                seen.appendCodePoint(point);
            }
        }
        return seen.toString().trim();
    }

    private static boolean isBlank(int point) {
        return point == '\n' || point == '\r' || point == '\t' || Character.isSpaceChar(point);
    }

    /** Format characters (Cf) are what turns, joins or hides: bidirectional marks, zero-width blanks, tags. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Behind an escape sequence: a control sequence to its final byte, a command string to its terminator, else two characters. */
    private static int sequenceEnd(String text, int from) {
        boolean single = text.charAt(from) == CONTROL_SEQUENCE;
        int i = from + (single ? 1 : 2);
        char kind = single ? '[' : from + 1 < text.length() ? text.charAt(from + 1) : ' ';
        if (kind == '[') {
            while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x40) {
                i++;
            }
            return Math.min(i + 1, text.length());
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            while (i < text.length() && text.charAt(i) != BELL && text.charAt(i) != STRING_TERMINATOR) {
                if (text.charAt(i) == ESCAPE) {
                    return Math.min(i + 2, text.length());
                }
                i++;
            }
            return Math.min(i + 1, text.length());
        }
        return Math.min(i, text.length());
    }
}
