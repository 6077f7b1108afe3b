package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;

/** Finds trace and span ids inside a message: {@code TraceID: 4bf9…}, {@code trace_id=4bf9…}, {@code traceId="4bf9…"}. */
final class TraceInText {

    /** Loggers put ids near the start. */
    private static final int MAX_SEARCHED_BYTES = 1024;

    /** Between a 64-bit id in hex and a UUID or X-Ray id with its dashes. */
    private static final int SHORTEST = 16;

    private static final int LONGEST = 64;
    private static final byte[] TRACE = "trace".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SPAN = "span".getBytes(StandardCharsets.US_ASCII);

    private TraceInText() {}

    static void read(Utf8 text, Utf8 traceId, Utf8 spanId) {
        if (traceId.isPresent()) {
            return;
        }
        byte[] b = text.bytes();
        int end = Math.min(text.end(), text.offset() + MAX_SEARCHED_BYTES);
        int found = find(b, text.offset(), end, TRACE, traceId);
        if (found > 0 && !spanId.isPresent()) {
            find(b, found, end, SPAN, spanId);
        }
    }

    /** Sets {@code target} to the id behind the word and returns the offset behind it, or −1. */
    private static int find(byte[] b, int from, int end, byte[] word, Utf8 target) {
        int i = from;
        while (true) {
            int at = Bytes.indexOfAnyCase(b, i, end, word);
            if (at < 0) {
                return -1;
            }
            i = at + word.length;
            int id = idStart(b, i, end);
            if (id > 0) {
                int stop = idEnd(b, id, end);
                int length = stop - id;
                if (length >= SHORTEST && length <= LONGEST) {
                    target.set(b, id, length);
                    return stop;
                }
            }
        }
    }

    /** Steps over {@code _id}, {@code .id} or {@code Id} and what sets the value off. */
    private static int idStart(byte[] b, int from, int end) {
        int i = from;
        if (i < end && (b[i] == '_' || b[i] == '.' || b[i] == '-' || b[i] == ' ')) {
            i++;
        }
        if (i + 2 >= end || (b[i] | 0x20) != 'i' || (b[i + 1] | 0x20) != 'd') {
            return -1;
        }
        i += 2;
        int value = i;
        while (value < end && isBetween(b[value])) {
            value++;
        }
        return value > i && value < end ? value : -1;
    }

    private static boolean isBetween(int c) {
        return c == ':' || c == '=' || c == ' ' || c == '"' || c == '[' || c == '\'';
    }

    private static int idEnd(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (Bytes.isHex(b[i]) || b[i] == '-')) {
            i++;
        }
        return i < end && (Bytes.isLetter(b[i]) || b[i] == '_') ? from : i;
    }
}
