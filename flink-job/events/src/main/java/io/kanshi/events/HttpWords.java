package io.kanshi.events;

import io.kanshi.wire.Utf8;

/** What may stand in the columns of a request. */
final class HttpWords {

    private static final int NOT_A_STATUS = -1;
    private static final KeyTable METHODS = new KeyTable()
            .add(
                    0,
                    "GET HEAD POST PUT PATCH DELETE OPTIONS CONNECT TRACE PROPFIND get head post put patch delete options connect trace");

    private HttpWords() {}

    static boolean isMethod(byte[] bytes, int from, int end) {
        return METHODS.find(bytes, from, end) != KeyTable.UNKNOWN;
    }

    /** A status of three digits (RFC 9110, 15), or −1. */
    static int status(Utf8 value) {
        int status = value.length() == 3 ? Bytes.number(value.bytes(), value.offset(), value.end()) : NOT_A_STATUS;
        return status >= 100 ? status : NOT_A_STATUS;
    }

    /** A path, or an absolute URL. */
    static boolean isTarget(Utf8 value) {
        byte first = value.at(0);
        return first == '/' || first == '*' || first == 'h' && value.length() > 8 && hasScheme(value);
    }

    private static boolean hasScheme(Utf8 value) {
        int colon = value.at(4) == 's' ? 5 : 4;
        return value.at(colon) == ':' && value.at(colon + 1) == '/' && value.at(colon + 2) == '/';
    }
}
