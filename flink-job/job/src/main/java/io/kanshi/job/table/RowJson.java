package io.kanshi.job.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row as one line of JSON; absent values are left out, bytes are base64, times RFC 3339. What would steer a terminal that the
 * file is shown in (C1 controls, marks of direction) is escaped, other text stays readable.
 */
final class RowJson<T> implements Encoder<T> {

    private static final long serialVersionUID = 1;

    /** Thread-safe and without settings: one for all. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .characterEscapes(new InvisibleEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final List<Column<T>> columns;

    RowJson(List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void encode(T row, OutputStream out) throws IOException {
        try (JsonGenerator target = JSON.createGenerator(out)) {
            write(target, row);
            target.writeRaw('\n');
        }
    }

    /** The object alone. */
    String text(T row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator target = JSON.createGenerator(text)) {
            write(target, row);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator target, T row) throws IOException {
        target.writeStartObject();
        for (Column<T> column : columns) {
            write(target, column, column.value().apply(row));
        }
        target.writeEndObject();
    }

    private static void write(JsonGenerator target, Column<?> column, @Nullable Object value) throws IOException {
        if (value == null) {
            return;
        }
        target.writeFieldName(column.name());
        switch (column.type()) {
            case TEXT -> target.writeString((String) value);
            case LONG -> target.writeNumber((Long) value);
            case DOUBLE -> target.writeNumber((Double) value);
            case TIMESTAMP ->
                target.writeString(Instant.ofEpochMilli((Long) value).toString());
            case BYTES -> target.writeBinary((byte[]) value);
            case TEXT_MAP -> map(target, (Map<?, ?>) value);
            case TEXT_LIST -> list(target, (List<?>) value);
        }
    }

    private static void map(JsonGenerator target, Map<?, ?> value) throws IOException {
        target.writeStartObject();
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            target.writeStringField(entry.getKey().toString(), entry.getValue().toString());
        }
        target.writeEndObject();
    }

    private static void list(JsonGenerator target, List<?> value) throws IOException {
        target.writeStartArray();
        for (Object item : value) {
            target.writeString(item.toString());
        }
        target.writeEndArray();
    }

    private static final class InvisibleEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;
        private static final char DELETE = 0x7f;

        private final int[] codes = standardAsciiEscapesForJSON();

        InvisibleEscapes() {
            codes[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString(String.format("\\u%04x", c));
                default -> null;
            };
        }
    }
}
