package io.kanshi.forwarder.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One section: {@code [INPUT]} and what is indented below it.
 *
 * @param kind in upper case
 */
record Section(String kind, String place, List<Directive> directives) {

    Optional<Directive> find(String key) {
        return directives.stream().filter(directive -> directive.is(key)).findFirst();
    }

    String value(String key) {
        return find(key).map(Directive::value).orElse("");
    }

    /** The plugin, in lower case; empty where a section has none. */
    String plugin() {
        return value("Name").toLowerCase(Locale.ROOT);
    }

    /** For messages. */
    String shown() {
        return plugin().isEmpty() ? "[" + kind + "]" : "[" + kind + "] " + plugin();
    }
}
