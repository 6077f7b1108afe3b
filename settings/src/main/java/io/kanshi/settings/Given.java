package io.kanshi.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that were given for a program's settings, each with where it came from, and every mistake in them. The typed values are for
 * settings whose rule accepted them: ask only when there is no mistake.
 */
public final class Given {

    private final Map<Setting, GivenValue> values = new LinkedHashMap<>();
    private final List<String> mistakes;

    private Given(List<String> mistakes) {
        this.mistakes = new ArrayList<>(mistakes);
    }

    /** Reads and checks every setting by itself. Never throws. */
    public static Given read(SettingsSources sources) {
        Given given = new Given(sources.mistakes());
        for (Setting setting : sources.known()) {
            GivenValue value = sources.value(setting);
            given.values.put(setting, value);
            if (!value.allowed()) {
                given.mistakes.add(value.mistake());
            }
        }
        return given;
    }

    /** What a program finds wrong with settings together. */
    public void add(String mistake) {
        mistakes.add(mistake);
    }

    /** A size that must hold another one; told only where both are sound by themselves. */
    public void atLeast(Setting larger, Setting smaller, String reason) {
        if (value(larger).allowed() && value(smaller).allowed() && bytes(larger) < bytes(smaller)) {
            add(larger.key() + " must be at least " + smaller.key() + ", "
                    + value(smaller).shown() + " (" + reason + "): "
                    + value(larger).shown());
        }
    }

    /** A sentence each, with name, rule and value. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** In the order of the table. */
    public List<GivenValue> values() {
        return List.copyOf(values.values());
    }

    public GivenValue value(Setting setting) {
        GivenValue value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting.key());
        }
        return value;
    }

    public String text(Setting setting) {
        return value(setting).text();
    }

    public @Nullable String textOrNull(Setting setting) {
        return text(setting).isEmpty() ? null : text(setting);
    }

    public boolean isOn(Setting setting) {
        return text(setting).equals("on");
    }

    public long bytes(Setting setting) {
        return Sizes.of(text(setting));
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    public Duration duration(Setting setting) {
        return Durations.of(text(setting));
    }

    public @Nullable URI uri(Setting setting) {
        return text(setting).isEmpty() ? null : URI.create(text(setting));
    }

    public @Nullable Address address(Setting setting) {
        return text(setting).isEmpty() ? null : Address.of(text(setting));
    }

    public @Nullable S3Location s3(Setting setting) {
        return text(setting).isEmpty() ? null : S3Location.of(text(setting));
    }
}
