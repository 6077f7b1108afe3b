package io.kanshi.rules;

/** Text as Athena (Trino) literals: whatever it holds, it stays one literal, and shows as plain ASCII where it could do harm elsewhere. */
final class Sql {

    private static final String SAFE = " !\"#$%()*+,-./:;=?[]^_{|}";

    private Sql() {}

    /** {@code 'text'}, or {@code U&'…'} with escapes where the text has control, bidirectional or markup characters. */
    static String quote(String text) {
        StringBuilder sql = new StringBuilder();
        boolean plain = true;
        for (int index = 0; index < text.length(); ) {
            int c = text.codePointAt(index);
            index += Character.charCount(c);
            boolean link = c == ':' && index < text.length() && text.charAt(index) == '/';
            if (c == '\'') {
                sql.append("''");
            } else if (isSafe(c) && !link) {
                sql.appendCodePoint(c);
            } else {
                plain = false;
                escape(sql, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
            }
        }
        return (plain ? "'" : "U&'") + sql + "'";
    }

    private static void escape(StringBuilder sql, int c) {
        sql.append(c < 0x10000 ? String.format("\\%04X", c) : String.format("\\+%06X", c));
    }

    private static boolean isSafe(int c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0 : isLeftToRight(c);
    }

    private static boolean isLeftToRight(int c) {
        return Character.isLetterOrDigit(c) && Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }
}
