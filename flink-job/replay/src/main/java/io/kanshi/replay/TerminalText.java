package io.kanshi.replay;

/** Text from logs and file names as a terminal may show it: what would steer the terminal becomes visible instead. */
final class TerminalText {

    private TerminalText() {}

    /** One line, in which control characters, escape sequences and marks that turn the direction of text are written as {@code \\uXXXX}. */
    static String inert(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(text, i, c)) {
                if (out != null) {
                    out.append(c);
                }
                continue;
            }
            if (out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            out.append(escape(c));
        }
        return out == null ? text : out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> " ";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static boolean isHarmless(String text, int index, char c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        if (Character.isSurrogate(c)) {
            return isHarmlessPair(text, index, c);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isHarmlessPair(String text, int index, char c) {
        int first = Character.isHighSurrogate(c) ? index : index - 1;
        if (first < 0 || first + 1 >= text.length()) {
            return false;
        }
        if (!Character.isSurrogatePair(text.charAt(first), text.charAt(first + 1))) {
            return false;
        }
        int type = Character.getType(text.codePointAt(first));
        return type != Character.FORMAT && type != Character.PRIVATE_USE && type != Character.UNASSIGNED;
    }
}
