package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The two ways in which Kinesis takes requests. An SDK for Java sends CBOR unless told otherwise; there blobs are bytes, in JSON they are
 * base64 text.
 */
enum KinesisEncoding {
    JSON("application/x-amz-json-1.1") {
        @Override
        Object read(byte[] body) {
            return JsonReader.read(body);
        }

        @Override
        byte[] write(Object value) {
            StringBuilder text = new StringBuilder();
            append(text, value);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] blob(Object value) {
            if (value instanceof String text) {
                return Base64.getDecoder().decode(text);
            }
            throw new IllegalArgumentException("a blob must be base64 text");
        }
    },
    CBOR("application/x-amz-cbor-1.1") {
        @Override
        Object read(byte[] body) {
            return CborReader.read(body);
        }

        @Override
        byte[] write(Object value) {
            return CborWriter.write(value);
        }

        @Override
        byte[] blob(Object value) {
            if (value instanceof byte[] bytes) {
                return bytes;
            }
            throw new IllegalArgumentException("a blob must be a byte string");
        }
    };

    private final String contentType;

    KinesisEncoding(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The body as plain values; an IllegalArgumentException when it is none. */
    abstract Object read(byte[] body);

    abstract byte[] write(Object value);

    /** The bytes of a blob as {@link #read} gave it. */
    abstract byte[] blob(Object value);

    private static void append(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                text.append(separator);
                Json.quote(text, (String) member.getKey());
                append(text.append(':'), member.getValue());
                separator = ",";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                append(text.append(separator), element);
                separator = ",";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            Json.quote(text, string);
        } else {
            text.append(value);
        }
    }
}
