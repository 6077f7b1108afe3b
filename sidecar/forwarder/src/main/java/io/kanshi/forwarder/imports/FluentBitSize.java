package io.kanshi.forwarder.imports;

import java.util.Locale;

/** Fluent Bit's sizes and seconds in our form: its K, M and G are powers of 1000, its times whole or broken seconds. */
final class FluentBitSize {

    private FluentBitSize() {}

    /** What is no size is left as it is, for the setting's rule to refuse. */
    static String size(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return upper.matches("[0-9]{1,9}[KMG]B?") ? upper.replace("B", "") + "B" : text;
    }

    static String seconds(String text) {
        if (text.matches("[0-9]{1,6}")) {
            return text + "s";
        }
        return text.matches("[0-9]{0,6}\\.[0-9]{1,6}") ? Math.round(Double.parseDouble(text) * 1000) + "ms" : text;
    }
}
