package io.kanshi.settings;

/** Makes what a user wrote harmless for a terminal and a log: no control characters, not endless. */
public final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    public static String text(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .limit(LONGEST)
                .forEach(c -> text.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c));
        return value.codePointCount(0, value.length()) > LONGEST ? text + "…" : text.toString();
    }
}
