package io.kanshi.rules;

import org.jspecify.annotations.Nullable;

/** Reads above, below and what belongs to them. */
final class ThresholdReader {

    private final Section section;
    private final Kind kind;

    ThresholdReader(Section section, Kind kind) {
        this.section = section;
        this.kind = kind;
    }

    /** Null, after a mistake, when there is no usable threshold. */
    @Nullable
    Threshold read() {
        if (kind.watchesErrors()) {
            section.forbid("below", "rules of kind " + kind.text() + " have above, not below");
            section.forbid("resolve_above", "rules of kind " + kind.text() + " have resolve_below, not resolve_above");
        }
        boolean above = section.has("above");
        boolean below = section.has("below") && !kind.watchesErrors();
        if (above && below) {
            section.wrong("below", "expected either above or below, not both");
            return null;
        }
        if (!above && !below) {
            section.missing(kind.watchesErrors() ? "above" : "above or below", unit());
            return null;
        }
        Double value = value(above ? "above" : "below");
        if (!kind.watchesErrors()) {
            section.forbid(
                    above ? "resolve_above" : "resolve_below",
                    "expected " + (above ? "resolve_below" : "resolve_above"));
        }
        Double resolve = value(above ? "resolve_below" : "resolve_above");
        if (value == null) {
            return null;
        }
        if (resolve != null && (above ? resolve > value : resolve < value)) {
            section.wrong(
                    above ? "resolve_below" : "resolve_above",
                    "expected at " + (above ? "most" : "least") + " the threshold, " + Summary.number(value));
        }
        return new Threshold(above, value, resolve);
    }

    private @Nullable Double value(String key) {
        String text = section.text(key);
        if (text == null) {
            return null;
        }
        Double value = switch (kind) {
            case ERROR_RATE -> share(Units.percent(text));
            case ERROR_COUNT -> count(Units.count(text));
            case METRIC -> text.endsWith("%") ? Units.percent(text) : Units.number(text);
        };
        if (value == null) {
            section.wrong(key, "expected " + unit());
        }
        return value;
    }

    private String unit() {
        return switch (kind) {
            case ERROR_RATE -> "a share from 0% to 100%, such as 5%";
            case ERROR_COUNT -> "a whole number of errors, such as 50";
            case METRIC -> "a number in the metric's unit, such as 80";
        };
    }

    private static @Nullable Double share(@Nullable Double percent) {
        return percent != null && percent >= 0 && percent <= 100 ? percent : null;
    }

    private static @Nullable Double count(@Nullable Long count) {
        return count == null ? null : Double.valueOf(count);
    }
}
