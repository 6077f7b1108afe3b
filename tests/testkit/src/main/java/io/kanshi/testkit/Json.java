package io.kanshi.testkit;

/** A JSON object in the making, members in the order given; text is escaped, control characters included. */
public final class Json {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(256).append('{');

    private Json() {}

    public static Json object() {
        return new Json();
    }

    public Json put(String key, String value) {
        quote(key(key), value);
        return this;
    }

    public Json put(String key, long value) {
        key(key).append(value);
        return this;
    }

    public Json put(String key, double value) {
        key(key).append(value);
        return this;
    }

    public Json put(String key, Json value) {
        key(key).append(value);
        return this;
    }

    /** A member whose value is JSON already: an array, true, a number in a certain form. */
    public Json raw(String key, String value) {
        key(key).append(value);
        return this;
    }

    private StringBuilder key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(text, key);
        return text.append(':');
    }

    /** Appends the text as a JSON string, with its quotes. */
    public static void quote(StringBuilder target, String value) {
        target.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> target.append('\\').append(c);
                case '\n' -> target.append("\\n");
                case '\t' -> target.append("\\t");
                case '\r' -> target.append("\\r");
                default -> {
                    if (c < 0x20) {
                        target.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }

    /** The finished object, in one line. */
    @Override
    public String toString() {
        return text + "}";
    }
}
