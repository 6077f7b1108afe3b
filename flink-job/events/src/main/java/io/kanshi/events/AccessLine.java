package io.kanshi.events;

import io.kanshi.wire.Utf8;

/**
 * A request in quotes with its status behind it, as access logs of nginx, Apache, gunicorn and uvicorn write it:
 * {@code "GET /path HTTP/1.1" 200}; in the combined format a size, the referrer and the user agent follow.
 */
final class AccessLine {

    /** Where the request is looked for; only client, user and time come before it. */
    private static final int MAX_BEFORE_BYTES = 256;

    private static final int LONGEST_METHOD = 10;

    private AccessLine() {}

    /** Fills status, method, path and user agent; the message becomes the request. False when there is none. */
    static boolean read(byte[] b, int from, int end, LogEvent event) {
        int stop = Math.min(end, from + MAX_BEFORE_BYTES);
        for (int i = from; i < stop; i++) {
            if (b[i] == '"') {
                return request(b, i + 1, end, event);
            }
        }
        return false;
    }

    private static boolean request(byte[] b, int from, int end, LogEvent event) {
        int space = indexOf(b, from, Math.min(end, from + LONGEST_METHOD), ' ');
        if (space < 0 || !HttpWords.isMethod(b, from, space)) {
            return false;
        }
        int close = closingQuote(b, space + 1, end);
        if (close < 0 || close + 5 > end) {
            return false;
        }
        int statusEnd = close + 5;
        int status = b[close + 1] == ' ' ? Bytes.number(b, close + 2, statusEnd) : -1;
        if (status < 100 || statusEnd < end && !Bytes.isBlank(b[statusEnd])) {
            return false;
        }
        int pathEnd = indexOf(b, space + 1, close, ' ');
        event.status = status;
        event.method.set(b, from, space - from);
        event.path.set(b, space + 1, (pathEnd < 0 ? close : pathEnd) - space - 1);
        event.message.set(b, from, close - from);
        userAgent(b, statusEnd, end, event.userAgent);
        return true;
    }

    /** The second quoted text behind the status. */
    private static void userAgent(byte[] b, int from, int end, Utf8 target) {
        int referrer = indexOf(b, from, end, '"');
        int referrerEnd = referrer < 0 ? -1 : closingQuote(b, referrer + 1, end);
        int open = referrerEnd < 0 ? -1 : indexOf(b, referrerEnd + 1, end, '"');
        int close = open < 0 ? -1 : closingQuote(b, open + 1, end);
        boolean dash = close == open + 2 && b[open + 1] == '-';
        if (close > 0 && !dash) {
            target.set(b, open + 1, close - open - 1);
        }
    }

    private static int closingQuote(byte[] b, int from, int end) {
        for (int i = from; i < end; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(byte[] b, int from, int end, int c) {
        for (int i = from; i < end; i++) {
            if (b[i] == c) {
                return i;
            }
        }
        return -1;
    }
}
