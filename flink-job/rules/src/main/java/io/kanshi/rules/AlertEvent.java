package io.kanshi.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of an alert's state, complete enough to act on. Public and flat for Flink's serializer (no Optional, no Duration).
 *
 * @param id stable: equal when the same change of the same alert is told again, so that repeats can be recognised; what is told of
 *     the start of an alert may then count more errors
 * @param threadId equal for all events of one alert
 * @param status {@code firing}, {@code update} or {@code resolved}
 * @param severity as in the rule
 * @param key the rule's {@code by} with its values
 * @param value what was measured in the window; percent for rates
 * @param threshold what it was compared with, in the same unit
 * @param startedAt start of the first breaching window
 * @param summary one sentence, safe to show anywhere
 * @param topErrors the most frequent errors of the window, most frequent first, at most 5
 * @param taskDefinition the newest one seen, or null
 * @param previousTaskDefinition the one before, if it changed within the hour before
 * @param athenaSql a query for the affected rows that reads only {@code partitions}
 */
public record AlertEvent(
        String id,
        String threadId,
        String rule,
        String severity,
        String status,
        Map<String, String> labels,
        @Nullable String runbook,
        Map<String, String> key,
        double value,
        double threshold,
        Instant windowStart,
        Instant windowEnd,
        Instant startedAt,
        String summary,
        List<TopError> topErrors,
        @Nullable String taskDefinition,
        @Nullable String previousTaskDefinition,
        String athenaSql,
        List<String> partitions,
        Map<String, String> links) {

    /** An error of the window: fingerprint as 16 hex digits, its share of the window's errors in percent, a redacted, inert sample. */
    public record TopError(String fingerprint, long count, double share, Instant firstSeen, String sample) {}
}
