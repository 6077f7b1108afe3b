package io.kanshi.events;

import io.kanshi.wire.JsonText;
import io.kanshi.wire.Utf8;

/**
 * Room for text that cannot be a view of the input: unescaped strings and joined key paths. Emptied for every event. When it is full a
 * fresh array takes over; views into the old one stay valid, because they hold it.
 */
final class Scratch {

    /** Kept from event to event; a longer line gets room of its own, which goes when the next event comes. */
    private static final int KEPT_BYTES = 1 << 20;

    /** Longer strings take the usual way, which measures first. */
    private static final int QUICK_BYTES = 64 << 10;

    /** What stands for what behind a backslash; 0 where nothing simple does. */
    private static final byte[] ESCAPES = new byte[256];

    static {
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
        ESCAPES['/'] = '/';
        ESCAPES['b'] = '\b';
        ESCAPES['f'] = '\f';
        ESCAPES['n'] = '\n';
        ESCAPES['r'] = '\r';
        ESCAPES['t'] = '\t';
    }

    private byte[] bytes = new byte[8192];
    private int used;

    void clear() {
        used = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[KEPT_BYTES];
        }
    }

    /**
     * Reads a JSON string whose quote stands before {@code from}, and makes {@code target} its text: a view of the source where nothing is
     * escaped. Returns the offset behind the closing quote; −1 for what is not plain sailing: a broken string, or {@code \\u}.
     */
    int unescapeText(byte[] source, int from, int end, Utf8 target) {
        reserve(Math.min(end - from, QUICK_BYTES) + Long.BYTES);
        int out = used;
        int i = from;
        while (i < end) {
            if (out + Long.BYTES > bytes.length) {
                return -1;
            }
            int plain = Bytes.copyPlain(source, i, end, bytes, out);
            i += plain;
            out += plain;
            if (plain == Long.BYTES || i == end) {
                continue;
            }
            byte c = source[i++];
            if (c == '"') {
                return text(source, from, i, out, target);
            }
            byte meant = c == '\\' && i < end ? ESCAPES[source[i++] & 0xff] : 0;
            if (meant == 0) {
                return -1;
            }
            bytes[out++] = meant;
        }
        return -1;
    }

    private int text(byte[] source, int from, int behindQuote, int out, Utf8 target) {
        if (out - used == behindQuote - 1 - from) {
            target.set(source, from, out - used);
        } else {
            target.set(bytes, used, out - used);
            used = out;
        }
        return behindQuote;
    }

    /** Makes {@code target} the unescaped text of a JSON string. */
    void unescape(byte[] source, int from, int end, Utf8 target) {
        reserve(end - from);
        int stop = JsonText.unescape(source, from, end, bytes, used);
        target.set(bytes, used, stop - used);
        used = stop;
    }

    /** Makes {@code target} the text without its backslashes; an escaped n and t become what they stand for. Any bytes are accepted. */
    void unquote(byte[] source, int from, int end, Utf8 target) {
        reserve(end - from);
        int at = used;
        for (int i = from; i < end; i++) {
            byte c = source[i];
            if (c == '\\' && i + 1 < end) {
                c = source[++i];
                c = c == 'n' ? (byte) '\n' : c == 't' ? (byte) '\t' : c;
            }
            bytes[at++] = c;
        }
        target.set(bytes, used, at - used);
        used = at;
    }

    /** Makes {@code target} the path {@code prefix.key}. */
    void join(Utf8 prefix, Utf8 key, Utf8 target) {
        int length = prefix.length() + 1 + key.length();
        reserve(length);
        System.arraycopy(prefix.bytes(), prefix.offset(), bytes, used, prefix.length());
        bytes[used + prefix.length()] = '.';
        System.arraycopy(key.bytes(), key.offset(), bytes, used + prefix.length() + 1, key.length());
        target.set(bytes, used, length);
        used += length;
    }

    private void reserve(int length) {
        if (bytes.length - used < length) {
            bytes = new byte[Math.max(Math.min(2 * bytes.length, KEPT_BYTES), length)];
            used = 0;
        }
    }
}
