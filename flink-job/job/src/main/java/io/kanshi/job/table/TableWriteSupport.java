package io.kanshi.job.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Turns a row into Parquet fields, column by column. */
final class TableWriteSupport<T> extends WriteSupport<T> {

    private final List<Column<T>> columns;
    private final String name;
    private @Nullable RecordConsumer target;

    TableWriteSupport(List<Column<T>> columns, String name) {
        this.columns = columns;
        this.name = name;
    }

    /** Still abstract in Parquet, though it calls the other one. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema(columns, name), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema(columns, name), Map.of());
    }

    static <T> MessageType schema(List<Column<T>> columns, String name) {
        return new MessageType(
                name, columns.stream().map(TableWriteSupport::field).toList());
    }

    private static Type field(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.name());
            case LONG -> Types.optional(INT64).named(column.name());
            case DOUBLE -> Types.optional(DOUBLE).named(column.name());
            case TIMESTAMP ->
                Types.optional(INT64).as(timestampType(true, MILLIS)).named(column.name());
            case BYTES -> Types.optional(BINARY).named(column.name());
            case TEXT_MAP ->
                Types.optionalMap()
                        .key(BINARY)
                        .as(stringType())
                        .optionalValue(BINARY)
                        .as(stringType())
                        .named(column.name());
            case TEXT_LIST ->
                Types.optionalList().optionalElement(BINARY).as(stringType()).named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        target = consumer;
    }

    @Override
    public void write(T row) {
        RecordConsumer out = java.util.Objects.requireNonNull(target, "prepareForWrite comes first");
        out.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            Object value = column.value().apply(row);
            if (value != null) {
                out.startField(column.name(), i);
                write(out, column.type(), value);
                out.endField(column.name(), i);
            }
        }
        out.endMessage();
    }

    private static void write(RecordConsumer out, Column.Type type, Object value) {
        switch (type) {
            case TEXT -> out.addBinary(Binary.fromString((String) value));
            case LONG, TIMESTAMP -> out.addLong((Long) value);
            case DOUBLE -> out.addDouble((Double) value);
            case BYTES -> out.addBinary(Binary.fromConstantByteArray((byte[]) value));
            case TEXT_MAP -> map(out, (Map<?, ?>) value);
            case TEXT_LIST -> list(out, (List<?>) value);
        }
    }

    private static void map(RecordConsumer out, Map<?, ?> value) {
        out.startGroup();
        if (!value.isEmpty()) {
            out.startField("key_value", 0);
            value.forEach((key, text) -> {
                out.startGroup();
                field(out, "key", 0, key);
                field(out, "value", 1, text);
                out.endGroup();
            });
            out.endField("key_value", 0);
        }
        out.endGroup();
    }

    private static void list(RecordConsumer out, List<?> value) {
        out.startGroup();
        if (!value.isEmpty()) {
            out.startField("list", 0);
            value.forEach(item -> {
                out.startGroup();
                field(out, "element", 0, item);
                out.endGroup();
            });
            out.endField("list", 0);
        }
        out.endGroup();
    }

    private static void field(RecordConsumer out, String name, int index, Object value) {
        out.startField(name, index);
        out.addBinary(Binary.fromString(value.toString()));
        out.endField(name, index);
    }
}
