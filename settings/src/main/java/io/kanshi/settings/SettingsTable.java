package io.kanshi.settings;

import java.util.List;
import java.util.stream.Stream;

/** The table of settings as text, for {@code --help} and for the documentation, both from the program's {@link Setting}s alone. */
public final class SettingsTable {

    private SettingsTable() {}

    /** Lines of a Markdown table. */
    public static List<String> markdown(List<? extends Setting> known) {
        Stream<String> head = Stream.of("| setting | default | must be | what for |", "|---|---|---|---|");
        Stream<String> rows = known.stream()
                .map(key -> "| `" + key.key() + "` | "
                        + (key.byDefault().isEmpty() ? "" : "`" + key.byDefault() + "`") + " | "
                        + key.rule().text().replace("|", "\\|") + " | " + key.description() + " |");
        return Stream.concat(head, rows).toList();
    }

    /** Aligned lines for a terminal. */
    public static List<String> help(List<? extends Setting> known) {
        int width = width(known.stream().map(key -> key.key()));
        return known.stream()
                .flatMap(key -> Stream.of(
                        pad(key.key(), width) + "  " + key.description()
                                + (key.byDefault().isEmpty() ? "" : " [" + key.byDefault() + "]"),
                        pad("", width) + "  " + key.rule().text()))
                .toList();
    }

    /** Aligned lines: every setting, its value and where it came from. */
    public static List<String> values(List<GivenValue> given) {
        int keys = width(given.stream().map(value -> value.setting().key()));
        int values = width(given.stream().map(GivenValue::shown));
        return given.stream()
                .map(value ->
                        pad(value.setting().key(), keys) + "  " + pad(value.shown(), values) + "  " + value.source())
                .toList();
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
