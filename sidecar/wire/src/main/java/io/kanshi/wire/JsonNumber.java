package io.kanshi.wire;

/** The grammar of a JSON number. */
final class JsonNumber {

    private JsonNumber() {}

    /** The offset behind the number that starts at {@code from}; −1 when it is none. */
    static int end(byte[] bytes, int from, int end) {
        int whole = bytes[from] == '-' ? from + 1 : from;
        int i = digits(bytes, whole, end);
        boolean valid = i > whole && (bytes[whole] != '0' || i == whole + 1);
        if (valid && i < end && bytes[i] == '.') {
            int fraction = i + 1;
            i = digits(bytes, fraction, end);
            valid = i > fraction;
        }
        if (valid && i < end && (bytes[i] | 0x20) == 'e') {
            int exponent = i + 1;
            if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
                exponent++;
            }
            i = digits(bytes, exponent, end);
            valid = i > exponent;
        }
        return valid ? i : -1;
    }

    private static int digits(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }
}
