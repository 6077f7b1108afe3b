package io.kanshi.rules;

import java.time.Instant;
import java.util.Map;

/**
 * A window of a metric that was past its rule's threshold, whether or not an alert follows. Public and flat for Flink's serializer.
 *
 * @param id stable: equal for equal (rule, key, window)
 * @param statistic how samples became one value: avg, min, max, sum or count
 * @param key the rule's {@code by} with its values
 * @param value of the window, in the metric's unit; percent for utilizations
 * @param threshold in the same unit
 */
public record ThresholdBreach(
        String id,
        String rule,
        String metric,
        String statistic,
        String severity,
        Map<String, String> key,
        Instant windowStart,
        Instant windowEnd,
        double value,
        double threshold) {

    static ThresholdBreach of(SeriesState state, Rule rule, double value, long end) {
        long start = end - rule.windows().millis();
        StableHash id =
                StableHash.of().add(rule.name()).add(state.key).add(start).add(end);
        return new ThresholdBreach(
                id.hex(16),
                rule.name(),
                String.valueOf(rule.selection().metric()),
                rule.measure().statistic().text(),
                rule.notice().severity(),
                state.namedKey(),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                value,
                rule.threshold().value());
    }
}
