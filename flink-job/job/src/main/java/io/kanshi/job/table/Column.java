package io.kanshi.job.table;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a small table: its name, its type and how a row gives its value.
 *
 * @param value {@code null} is an absent value
 */
public record Column<T>(String name, Type type, Value<T> value) implements Serializable {

    /** What a column holds; the Java type of its values. */
    public enum Type {
        /** {@link String}. */
        TEXT,
        /** {@link Long}. */
        LONG,
        /** {@link Double}. */
        DOUBLE,
        /** {@link Long}: milliseconds since 1970, UTC. */
        TIMESTAMP,
        /** {@code byte[]}. */
        BYTES,
        /** {@link Map} from text to text. */
        TEXT_MAP,
        /** {@link List} of text. */
        TEXT_LIST
    }

    /** A serializable function. */
    public interface Value<T> extends Function<T, @Nullable Object>, Serializable {}
}
