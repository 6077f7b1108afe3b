package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.util.HexFormat;

/**
 * A number that is equal for equal patterns of messages: what varies (numbers, ids, quoted values, durations) is masked, the rest is
 * hashed. Stateless as a function, so that any subtask gives the same; the object only holds the walk's registers. One pass, nothing
 * allocated, one thread.
 *
 * <p>Of a message of several lines only the first counts, and the line that names an exception: stack frames differ by build and
 * proxy, not by error.
 */
public final class Fingerprint {

    /** The pattern of a longer line is its beginning: what comes later is mostly data. */
    private static final int MAX_LINE_BYTES = 512;

    private static final int LONGEST_QUOTED = 256;
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final byte MASK = '#';

    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte BLANK = 3;
    private static final byte QUOTE = 4;
    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            CLASSES[c] = Bytes.isDigit(c) ? DIGIT : Bytes.isLetter(c) || c >= 0x80 ? LETTER : c <= ' ' ? BLANK : OTHER;
        }
        CLASSES['"'] = QUOTE;
        CLASSES['\''] = QUOTE;
        CLASSES['`'] = QUOTE;
    }

    private byte[] b = new byte[0];
    private int start;
    private int end;
    private long hash;

    /** The last thing hashed was a mask, and how it was set off: a list of masked values counts as one. */
    private boolean masked;

    private int pending;

    /** Never throws; {@link LogEvent#NO_FINGERPRINT} for an absent or blank message. */
    public long of(Utf8 message) {
        int from = Bytes.skipBlanks(message.bytes(), message.offset(), message.end());
        if (from == message.end()) {
            return LogEvent.NO_FINGERPRINT;
        }
        b = message.bytes();
        hash = SEED;
        masked = false;
        pending = 0;
        int lineEnd = Bytes.lineEnd(b, from, message.end());
        line(from, lineEnd);
        if (lineEnd < message.end()) {
            int exception = ExceptionLine.find(b, lineEnd + 1, message.end());
            if (exception > 0) {
                put('\n');
                line(exception, Bytes.lineEnd(b, exception, message.end()));
            }
        }
        long mixed = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        return mixed == LogEvent.NO_FINGERPRINT ? 1 : mixed;
    }

    /** How it is written in columns and alerts: 16 hexadecimal digits. */
    public static String text(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }

    private void line(int from, int lineEnd) {
        start = from;
        end = Math.min(lineEnd, from + MAX_LINE_BYTES);
        int i = from;
        while (i < end) {
            switch (CLASSES[b[i] & 0xff]) {
                case LETTER, DIGIT -> i = word(i);
                case BLANK -> {
                    i = Bytes.skipBlanks(b, i + 1, end);
                    if (i < end) {
                        separate(' ');
                    }
                }
                case QUOTE -> i = quoted(i);
                default -> {
                    if (b[i] != '-' || !isSign(i, from)) {
                        separate(b[i]);
                    }
                    i++;
                }
            }
        }
        flush();
    }

    private int word(int from) {
        if (Identifiers.isUuid(b, from, end)) {
            mask();
            return from + Identifiers.UUID_LENGTH;
        }
        int digits = 0;
        int others = 0;
        int switches = 0;
        byte before = CLASSES[b[from] & 0xff];
        int i = from;
        for (; i < end; i++) {
            int c = b[i] & 0xff;
            byte kind = CLASSES[c];
            if (kind == DIGIT) {
                digits++;
            } else if (kind == LETTER) {
                others += Bytes.isHex(c) ? 0 : 1;
            } else if (c != '.' || digits == 0 || before != DIGIT || !digitAt(i + 1)) {
                break;
            } else {
                continue;
            }
            switches += kind == before ? 0 : 1;
            before = kind;
        }
        boolean address = i + 1 < end && b[i] == '@' && CLASSES[b[i + 1] & 0xff] == LETTER;
        if (address) {
            mask();
            return addressEnd(i);
        }
        if (Identifiers.isId(i - from, digits, others, switches)
                || digits > 0 && CLASSES[b[from] & 0xff] == DIGIT && switches <= 1) {
            mask();
        } else if (digits == 0) {
            letters(from, i);
        } else {
            mixed(from, i);
        }
        return i;
    }

    private int addressEnd(int from) {
        int i = from + 1;
        while (i < end
                && (CLASSES[b[i] & 0xff] == LETTER || CLASSES[b[i] & 0xff] == DIGIT || b[i] == '.' || b[i] == '-')) {
            i++;
        }
        return i;
    }

    private void letters(int from, int to) {
        flush();
        long h = hash;
        for (int i = from; i < to; i++) {
            h = (h ^ b[i]) * PRIME;
        }
        hash = h;
    }

    /** {@code Travel2Controller}, {@code v1}: the letters, and a mask for each number. */
    private void mixed(int from, int to) {
        flush();
        boolean number = false;
        for (int i = from; i < to; i++) {
            boolean digit = CLASSES[b[i] & 0xff] != LETTER;
            if (!digit || !number) {
                put(digit ? MASK : b[i]);
            }
            number = digit;
        }
    }

    /** A quoted value is masked with its quotes; an apostrophe or an open quote is just a mark. */
    private int quoted(int from) {
        byte quote = b[from];
        boolean apostrophe = from > start && quote == '\'' && CLASSES[b[from - 1] & 0xff] == LETTER;
        int stop = Math.min(end, from + LONGEST_QUOTED);
        for (int i = from + 1; i < stop && !apostrophe; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == quote) {
                mask();
                return i + 1;
            }
        }
        separate(quote);
        return from + 1;
    }

    private boolean isSign(int at, int from) {
        return digitAt(at + 1)
                && (at == from || CLASSES[b[at - 1] & 0xff] == BLANK || b[at - 1] == '=' || b[at - 1] == '(');
    }

    private boolean digitAt(int at) {
        return at < end && CLASSES[b[at] & 0xff] == DIGIT;
    }

    private void mask() {
        if (masked && pending > 0) {
            pending = 0;
            return;
        }
        flush();
        put(MASK);
        masked = true;
    }

    /** Holds commas and blanks back behind a mask, in case another mask follows. */
    private void separate(int c) {
        if (masked && (c == ',' || c == ' ') && pending < 1 << 16) {
            pending = pending << 8 | c;
            return;
        }
        flush();
        put(c);
    }

    private void flush() {
        if (pending != 0) {
            if (pending > 0xff) {
                put(pending >> 8);
            }
            put(pending & 0xff);
            pending = 0;
        }
        masked = false;
    }

    private void put(int c) {
        hash = (hash ^ c) * PRIME;
    }
}
