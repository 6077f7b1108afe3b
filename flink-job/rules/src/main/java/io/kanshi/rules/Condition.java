package io.kanshi.rules;

import com.google.re2j.Pattern;
import io.kanshi.wire.Utf8;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;

/** What {@code where} asks of one field. */
sealed interface Condition extends Serializable {

    boolean holds(String value);

    /** The same for text that is still bytes. */
    default boolean holds(Utf8 value) {
        return holds(value.toString());
    }

    /** A text equal for equal conditions, whatever their spelling in the file. */
    String canonical();

    /** Exactly this text. */
    record Equal(String value, byte[] bytes) implements Condition {

        Equal(String value) {
            this(value, value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean holds(String other) {
            return value.equals(other);
        }

        @Override
        public boolean holds(Utf8 other) {
            return bytes.length == 0 ? other.isEmpty() : other.contentEquals(bytes);
        }

        @Override
        public String canonical() {
            return "in(" + StableHash.of().add(value).hex(8) + ")";
        }
    }

    /** One of these texts. */
    record In(SortedSet<String> values) implements Condition {

        @Override
        public boolean holds(String value) {
            return values.contains(value);
        }

        @Override
        public String canonical() {
            StringBuilder text = new StringBuilder("in(");
            for (String value : values) {
                text.append(text.length() == 3 ? "" : ",")
                        .append(StableHash.of().add(value).hex(8));
            }
            return text.append(')').toString();
        }
    }

    /** The whole text matches an RE2 expression, as in Prometheus; a dot takes line ends too. */
    record Matches(Pattern pattern) implements Condition {

        @Override
        public boolean holds(String value) {
            return pattern.matches(value);
        }

        @Override
        public String canonical() {
            return "matches(" + pattern.pattern() + ")";
        }
    }

    /** Anything else. */
    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(String value) {
            return !condition.holds(value);
        }

        @Override
        public boolean holds(Utf8 value) {
            return !condition.holds(value);
        }

        @Override
        public String canonical() {
            return "not(" + condition.canonical() + ")";
        }
    }
}
