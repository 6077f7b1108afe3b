package io.kanshi.kinesis.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads values one by one and gathers what is wrong with any of them, so that all of it is told at once. */
final class Mistakes {

    private final Configuration config;
    private final List<String> mistakes = new ArrayList<>();

    Mistakes(Configuration config) {
        this.config = config;
    }

    void add(String mistake) {
        mistakes.add(mistake);
    }

    /** The value of an option that has a default; the default where the value is wrong. */
    <T> T value(ConfigOption<T> option, Predicate<T> good, String rule) {
        T value = orDefault(() -> config.get(option), option);
        if (good.test(value)) {
            return value;
        }
        add(option.key() + " must be " + rule + ": " + value);
        return option.defaultValue();
    }

    <T> T value(ConfigOption<T> option) {
        return orDefault(() -> config.get(option), option);
    }

    /**
     * The value of an option whose values are names.
     *
     * @param unsupported names of AWS's connector that are none here, with what is not supported
     */
    <E extends Enum<E>> E name(ConfigOption<E> option, Map<String, String> unsupported) {
        E[] names = option.defaultValue().getDeclaringClass().getEnumConstants();
        String given = config.getOptional(
                        ConfigOptions.key(option.key()).stringType().noDefaultValue())
                .orElse(option.defaultValue().name())
                .strip();
        for (E name : names) {
            if (name.name().equalsIgnoreCase(given)) {
                return name;
            }
        }
        String reason = unsupported.get(given.toUpperCase(Locale.ROOT));
        add(option.key() + " must be " + oneOf(names) + (reason == null ? "" : ", " + reason) + ": " + given);
        return option.defaultValue();
    }

    private static String oneOf(Enum<?>[] names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : i == names.length - 1 ? " or " : ", ").append(names[i].name());
        }
        return text.toString();
    }

    private <T> T orDefault(Supplier<T> read, ConfigOption<T> option) {
        try {
            return read.get();
        } catch (IllegalArgumentException unreadable) {
            add(option.key() + " cannot be read: " + rootMessage(unreadable));
            return option.defaultValue();
        }
    }

    private static @Nullable String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** The value of an option without a default; empty where it is not set. */
    String text(ConfigOption<String> option) {
        return config.getOptional(option).orElse("").strip();
    }

    /** Ends the reading: throws if anything was wrong. */
    void complain() {
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("the Kinesis source cannot be made: " + String.join("; ", mistakes));
        }
    }
}
