package io.kanshi.events;

import io.kanshi.wire.Utf8;

/** The path inside a request's target. */
final class RequestTarget {

    private RequestTarget() {}

    /** Leaves out scheme and host, the query, and a slash at the end. */
    static void path(Utf8 target, Utf8 path) {
        byte[] b = target.bytes();
        int from = target.offset();
        int end = target.end();
        if (from < end && b[from] == 'h') {
            from = behindHost(b, from, end);
        }
        int stop = from;
        while (stop < end && b[stop] != '?' && b[stop] != '#') {
            stop++;
        }
        if (stop > from + 1 && b[stop - 1] == '/') {
            stop--;
        }
        path.set(b, from, stop - from);
    }

    private static int behindHost(byte[] b, int from, int end) {
        int slashes = 0;
        for (int i = from; i < end; i++) {
            if (b[i] == '/' && ++slashes == 3) {
                return i;
            }
        }
        return from;
    }
}
