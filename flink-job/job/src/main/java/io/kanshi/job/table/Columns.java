package io.kanshi.job.table;

import io.kanshi.job.table.Column.Value;
import java.util.ArrayList;
import java.util.List;

/** Lists the columns of a table in order. */
final class Columns<T> {

    private final List<Column<T>> columns = new ArrayList<>();

    Columns<T> text(String name, Value<T> value) {
        return add(name, Column.Type.TEXT, value);
    }

    Columns<T> timestamp(String name, Value<T> value) {
        return add(name, Column.Type.TIMESTAMP, value);
    }

    Columns<T> number(String name, Value<T> value) {
        return add(name, Column.Type.DOUBLE, value);
    }

    Columns<T> integer(String name, Value<T> value) {
        return add(name, Column.Type.LONG, value);
    }

    Columns<T> bytes(String name, Value<T> value) {
        return add(name, Column.Type.BYTES, value);
    }

    Columns<T> map(String name, Value<T> value) {
        return add(name, Column.Type.TEXT_MAP, value);
    }

    Columns<T> texts(String name, Value<T> value) {
        return add(name, Column.Type.TEXT_LIST, value);
    }

    private Columns<T> add(String name, Column.Type type, Value<T> value) {
        columns.add(new Column<>(name, type, value));
        return this;
    }

    List<Column<T>> list() {
        return List.copyOf(columns);
    }
}
