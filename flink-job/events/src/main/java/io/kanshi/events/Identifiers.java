package io.kanshi.events;

/** What identifiers look like inside a message: they vary from event to event and say nothing about the kind of error. */
final class Identifiers {

    static final int UUID_LENGTH = 36;

    /** Longer runs of letters and digits are ids, whatever they look like. */
    private static final int LONGEST_WORD = 24;

    private static final int SHORTEST_HEX = 6;
    private static final int LONGEST_LETTERS_ONLY_HEX = 15;
    private static final int SWITCHES_OF_AN_ID = 3;

    private Identifiers() {}

    /** Eight, four, four, four and twelve hexadecimal digits with dashes between. */
    static boolean isUuid(byte[] b, int from, int end) {
        if (from + UUID_LENGTH > end || b[from + 8] != '-' || b[from + 13] != '-' || b[from + 18] != '-') {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? b[from + i] != '-' : !Bytes.isHex(b[from + i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a word is hexadecimal, too long, or a jumble.
     *
     * @param digits how many of its characters are digits
     * @param notHex how many are no hexadecimal digits
     * @param switches how often letters and digits take turns
     */
    static boolean isId(int length, int digits, int notHex, int switches) {
        if (digits == 0) {
            return notHex == 0 && length > LONGEST_LETTERS_ONLY_HEX;
        }
        return notHex == 0 && length >= SHORTEST_HEX || length > LONGEST_WORD || switches >= SWITCHES_OF_AN_ID;
    }
}
