package io.kanshi.rules;

import io.kanshi.events.Attributes;
import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field that {@code by} and {@code where} may name: a column of the archive or {@code attributes.<name>}. An absent value is the empty
 * text, for keys and for conditions.
 */
record Field(Column column, String attribute) implements Serializable {

    private static final String ATTRIBUTES = "attributes.";

    /** The columns; those of the identity are the same for all events of one container and stream. */
    enum Column {
        SERVICE,
        CLUSTER,
        CONTAINER_NAME,
        CONTAINER_ID,
        TASK_ID,
        TASK_DEFINITION,
        SOURCE,
        LEVEL,
        STATUS,
        METHOD,
        PATH,
        MESSAGE,
        FINGERPRINT,
        ATTRIBUTE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isIdentity() {
            return compareTo(SOURCE) <= 0;
        }
    }

    /** The field of a name in a rule file, or null. */
    static @Nullable Field named(String name) {
        if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
            return new Field(Column.ATTRIBUTE, name.substring(ATTRIBUTES.length()));
        }
        for (Column column : Column.values()) {
            if (column != Column.ATTRIBUTE && column.text().equals(name)) {
                return new Field(column, "");
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(Column.values())
                .map(column -> column == Column.ATTRIBUTE ? ATTRIBUTES + "<name>" : column.text())
                .toList();
    }

    String name() {
        return column == Column.ATTRIBUTE ? ATTRIBUTES + attribute : column.text();
    }

    boolean isIdentity() {
        return column.isIdentity();
    }

    /** The value in an identity; only for fields of the identity. */
    String of(Identity identity) {
        String value = switch (column) {
            case SERVICE -> identity.service();
            case CLUSTER -> identity.cluster();
            case CONTAINER_NAME -> identity.containerName();
            case CONTAINER_ID -> identity.containerId();
            case TASK_ID -> identity.taskId();
            case TASK_DEFINITION -> identity.taskDefinition();
            case SOURCE -> identity.source();
            default -> throw new IllegalStateException(name() + " is not part of the identity");
        };
        return value == null ? "" : value;
    }

    String of(LogEvent event) {
        return switch (column) {
            case LEVEL -> event.level == null ? "" : event.level.text();
            case STATUS -> event.status < 0 ? "" : Integer.toString(event.status);
            case FINGERPRINT ->
                event.fingerprint == LogEvent.NO_FINGERPRINT
                        ? ""
                        : HexFormat.of().toHexDigits(event.fingerprint);
            case METHOD, PATH, MESSAGE, ATTRIBUTE -> text(event).toString();
            default -> of(event.identity);
        };
    }

    /** The bytes of a text field; absent when the event has none, and for all other fields. */
    Utf8 text(LogEvent event) {
        return switch (column) {
            case METHOD -> event.method;
            case PATH -> event.path;
            case MESSAGE -> event.message;
            case ATTRIBUTE -> attribute(event.attributes);
            default -> Absent.TEXT;
        };
    }

    boolean isText() {
        return column == Column.METHOD
                || column == Column.PATH
                || column == Column.MESSAGE
                || column == Column.ATTRIBUTE;
    }

    private Utf8 attribute(Attributes attributes) {
        for (int i = 0; i < attributes.size(); i++) {
            if (isAttribute(attributes.key(i))) {
                return attributes.value(i);
            }
        }
        return Absent.TEXT;
    }

    private boolean isAttribute(Utf8 key) {
        if (key.length() < attribute.length()) {
            return false;
        }
        for (int i = 0; i < attribute.length(); i++) {
            char c = attribute.charAt(i);
            if (c >= 0x80) {
                return key.toString().equals(attribute);
            }
            if (key.at(i) != c) {
                return false;
            }
        }
        return key.length() == attribute.length();
    }

    private static final class Absent {
        static final Utf8 TEXT = new Utf8();
    }
}
