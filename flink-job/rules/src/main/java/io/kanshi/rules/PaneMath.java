package io.kanshi.rules;

import io.kanshi.rules.Pane.ErrorCount;
import io.kanshi.rules.Pane.TaskDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds up the pieces of one pane. Commutative and associative, to the last bit: pieces come from many subtasks, in any order, more of
 * them after early flushes, and the alert must not tell.
 *
 * <p>Bounds are kept without breaking that. Of the fingerprints those with the smallest hashes stay: one that stays in the whole was
 * among the smallest in each of its pieces, so its count is complete. The same holds for the earliest task definitions.
 */
public final class PaneMath {

    /** Fingerprints kept a pane; DESIGN §6: top 64. */
    public static final int MAX_FINGERPRINTS = 64;

    /** Task definitions kept a pane: a deployment has two at a time. */
    public static final int MAX_TASK_DEFINITIONS = 4;

    private static final Comparator<TaskDefinition> EARLIEST = Comparator.comparingLong(
                    (TaskDefinition definition) -> definition.firstSeenNanos)
            .thenComparing(definition -> definition.name);

    private PaneMath() {}

    /** A new pane with all of both, which stay as they are. Both belong to the same selection, key and second. */
    public static Pane merge(Pane a, Pane b) {
        Pane sum = new Pane();
        sum.rulesVersion = Math.max(a.rulesVersion, b.rulesVersion);
        sum.selection = a.selection;
        sum.key = a.key;
        sum.second = a.second;
        sum.events = a.events + b.events;
        sum.errors = a.errors + b.errors;
        sum.healthChecks = a.healthChecks + b.healthChecks;
        sum.count = a.count + b.count;
        sum.sumWhole = a.sumWhole + b.sumWhole;
        sum.sumFraction = a.sumFraction + b.sumFraction;
        sum.min = Math.min(a.min, b.min);
        sum.max = Math.max(a.max, b.max);
        sum.topErrors = mergeErrors(a.topErrors, b.topErrors);
        sum.cutErrors = a.cutErrors + b.cutErrors + total(a.topErrors) + total(b.topErrors) - total(sum.topErrors);
        sum.taskDefinitions = mergeDefinitions(a.taskDefinitions, b.taskDefinitions);
        return sum;
    }

    /** A pane of its own with the same content. */
    public static Pane copy(Pane pane) {
        Pane nothing = new Pane();
        nothing.rulesVersion = pane.rulesVersion;
        return merge(pane, nothing);
    }

    /** The order of fingerprints in a pane. */
    static int compareFingerprints(long a, long b) {
        return Long.compareUnsigned(StableHash.mix(a), StableHash.mix(b));
    }

    private static List<ErrorCount> mergeErrors(List<ErrorCount> a, List<ErrorCount> b) {
        if (a.isEmpty() && b.isEmpty()) {
            return List.of();
        }
        List<ErrorCount> merged = new ArrayList<>(Math.min(a.size() + b.size(), MAX_FINGERPRINTS));
        int left = 0;
        int right = 0;
        while (merged.size() < MAX_FINGERPRINTS && (left < a.size() || right < b.size())) {
            int order = left == a.size()
                    ? 1
                    : right == b.size() ? -1 : compareFingerprints(a.get(left).fingerprint, b.get(right).fingerprint);
            if (order == 0) {
                merged.add(mergeError(a.get(left++), b.get(right++)));
            } else {
                merged.add(copy(order < 0 ? a.get(left++) : b.get(right++)));
            }
        }
        return merged;
    }

    private static ErrorCount mergeError(ErrorCount a, ErrorCount b) {
        int order = Long.compare(a.firstSeenNanos, b.firstSeenNanos);
        ErrorCount sum = copy(order < 0 || order == 0 && a.sample.compareTo(b.sample) <= 0 ? a : b);
        sum.count = a.count + b.count;
        return sum;
    }

    private static ErrorCount copy(ErrorCount error) {
        ErrorCount copy = new ErrorCount();
        copy.fingerprint = error.fingerprint;
        copy.count = error.count;
        copy.firstSeenNanos = error.firstSeenNanos;
        copy.sample = error.sample;
        return copy;
    }

    private static long total(List<ErrorCount> errors) {
        long total = 0;
        for (ErrorCount error : errors) {
            total += error.count;
        }
        return total;
    }

    private static List<TaskDefinition> mergeDefinitions(List<TaskDefinition> a, List<TaskDefinition> b) {
        if (b.isEmpty() || a.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        List<TaskDefinition> merged = new ArrayList<>(a);
        merged.addAll(b);
        merged.sort(EARLIEST);
        List<TaskDefinition> kept = new ArrayList<>(MAX_TASK_DEFINITIONS);
        for (TaskDefinition definition : merged) {
            if (kept.size() < MAX_TASK_DEFINITIONS
                    && kept.stream().noneMatch(other -> other.name.equals(definition.name))) {
                kept.add(definition);
            }
        }
        return kept;
    }
}
