package io.kanshi.events;

/** Terminal escape sequences (ECMA-48), which some loggers write around levels. */
final class Ansi {

    static final int ESCAPE = 0x1b;

    private Ansi() {}

    /** The offset behind the sequence that starts with the escape at {@code from}; behind the escape alone where it is none. */
    static int end(byte[] bytes, int from, int limit) {
        int i = from + 1;
        if (i >= limit || bytes[i] != '[') {
            return i;
        }
        i++;
        while (i < limit && bytes[i] >= 0x20 && bytes[i] < 0x40) {
            i++;
        }
        return i < limit && bytes[i] >= 0x40 ? i + 1 : i;
    }
}
