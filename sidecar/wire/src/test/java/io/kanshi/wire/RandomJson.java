package io.kanshi.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random JSON texts with all that the grammar allows, and damaged ones. */
final class RandomJson {

    private static final String[] SPACE = {"", "", "", " ", "\t", "\n", "\r\n  "};
    private static final String[] ESCAPES = {
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0041",
        "\\u00e9",
        "\\u0000",
        "\\u20AC",
        "\\ud83d\\ude00"
    };
    private static final String[] SURROGATES = {
        "\\ud800", "\\udc00", "\\uD83Dx", "\\ud83d\\n", "\\ud83d\\u0041", "\\ud83d\\ud83d\\ude00"
    };
    private static final String[] TEXT = {
        "a", "key", "hello world, this is longer than a word", "é", "監視", "😀", " ", "{", "]", ":", "\u007f"
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1", "-12", "3.25", "1e5", "1E+5", "2.5e-7", "12345678901234567890123"
    };
    private static final String DAMAGE = "{}[],:\"\\ \n\t0123456789-+.eEtrufalsn\u0000\u001fxé/";

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomJson(Random random) {
        this.random = random;
    }

    /** One to three values in a row. */
    String document() {
        out.setLength(0);
        int values = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < values; i++) {
            value(random.nextInt(6));
            space();
            out.append(i + 1 < values ? "\n" : "");
        }
        return out.toString();
    }

    private void value(int depth) {
        space();
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> string(ESCAPES, SURROGATES);
            case 1 -> out.append(pick(NUMBERS));
            case 2 -> out.append("true");
            case 3 -> out.append("false");
            case 4 -> out.append("null");
            case 5 -> array(depth);
            default -> object(depth);
        }
    }

    private void array(int depth) {
        out.append('[');
        for (int i = 0, n = random.nextInt(4); i < n; i++) {
            out.append(i == 0 ? "" : ",");
            value(depth - 1);
            space();
        }
        out.append(']');
    }

    private void object(int depth) {
        out.append('{');
        space();
        for (int i = 0, n = random.nextInt(5); i < n; i++) {
            out.append(i == 0 ? "" : ",");
            space();
            string(ESCAPES);
            space();
            out.append(':');
            value(depth - 1);
            space();
        }
        out.append('}');
    }

    private void string(String[]... escapes) {
        out.append('"');
        for (int i = 0, n = random.nextInt(6); i < n; i++) {
            out.append(random.nextInt(3) == 0 ? pick(escapes[random.nextInt(escapes.length)]) : pick(TEXT));
        }
        out.append('"');
    }

    private void space() {
        out.append(pick(SPACE));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** The text with a few bytes deleted, replaced, inserted or cut off; it may still be valid. */
    byte[] damaged(byte[] valid) {
        byte[] bytes = valid;
        for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
            bytes = damagedOnce(bytes);
        }
        return bytes;
    }

    private byte[] damagedOnce(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        byte[] extra =
                String.valueOf(DAMAGE.charAt(random.nextInt(DAMAGE.length()))).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, at);
        int kind = random.nextInt(8);
        if (kind < 3) {
            damaged.writeBytes(extra);
        }
        int from = kind < 5 ? at : kind < 7 ? at + 1 : bytes.length;
        damaged.write(bytes, Math.min(from, bytes.length), Math.max(bytes.length - from, 0));
        return damaged.toByteArray();
    }
}
