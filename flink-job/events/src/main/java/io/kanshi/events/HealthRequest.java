package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** A request to a health path inside a message, with its status if one follows: {@code GET /healthz 200 1.2 ms}. */
final class HealthRequest {

    private static final int MAX_SEARCHED_BYTES = 256;
    private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    private final KeyTable paths;
    private final BitSet starts = new BitSet();
    private final Utf8 word = new Utf8();
    private final Utf8 path = new Utf8();
    private int status = NONE;

    HealthRequest(KeyTable paths, List<String> names) {
        this.paths = paths;
        for (String name : names) {
            starts.set(name.length() > 1 ? name.charAt(1) & 0xff : ' ');
        }
    }

    void clear() {
        status = NONE;
    }

    /** The status behind the request, or −1. */
    int status() {
        return status;
    }

    boolean read(Utf8 message) {
        byte[] b = message.bytes();
        int end = message.end();
        int stop = Math.min(end, message.offset() + MAX_SEARCHED_BYTES);
        for (int i = message.offset() + GET.length; i + 1 < stop; i++) {
            if (b[i] == '/'
                    && b[i - 1] == ' '
                    && starts.get(b[i + 1] & 0xff)
                    && isRead(b, message.offset(), i)
                    && isHealth(b, i, end)) {
                status = statusBehind(b, word.end(), end);
                return true;
            }
        }
        return false;
    }

    private static boolean isRead(byte[] b, int from, int slash) {
        return Bytes.at(b, slash - GET.length, slash, GET)
                || slash - from >= HEAD.length && Bytes.at(b, slash - HEAD.length, slash, HEAD);
    }

    private boolean isHealth(byte[] b, int from, int end) {
        int i = from;
        while (i < end && !Bytes.isBlank(b[i]) && b[i] != '"') {
            i++;
        }
        word.set(b, from, i - from);
        RequestTarget.path(word, path);
        return paths.find(path.bytes(), path.offset(), path.end()) != KeyTable.UNKNOWN;
    }

    /** The first word of three digits among the next few. */
    private static int statusBehind(byte[] b, int from, int end) {
        int i = from;
        for (int words = 0; words < 4 && i < end; words++) {
            while (i < end && (Bytes.isBlank(b[i]) || b[i] == '"')) {
                i++;
            }
            int start = i;
            while (i < end && !Bytes.isBlank(b[i])) {
                i++;
            }
            int number = i - start == 3 ? Bytes.number(b, start, i) : NONE;
            if (number >= 100) {
                return number;
            }
        }
        return NONE;
    }
}
