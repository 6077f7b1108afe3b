package io.kanshi.rules;

import java.util.List;

/**
 * What happened to one key within one second of event time: the only thing about ordinary lines that crosses the network.
 *
 * <p>Panes of one (selection, key, second) may come in several pieces (one a subtask, more after early flushes); {@link PaneMath#merge}
 * is commutative and associative, so the result depends neither on order nor on parallelism. Public and flat for Flink's POJO
 * serializer.
 */
public class Pane {

    /** Version of the rule set that the pane was counted with. */
    public long rulesVersion;

    /** Id of the selection (where + by + metric), equal for equal selections. */
    public String selection = "";

    /** Values of the selection's {@code by}, in its order; an absent value is the empty text. */
    public List<String> key = List.of();

    /** Start of the second, milliseconds since 1970. */
    public long second;

    /** Log lines that the selection's {@code where} takes, passing health checks excluded. */
    public long events;

    /** Of these, level error and above. */
    public long errors;

    /** Passing health checks: a sign of life. */
    public long healthChecks;

    /** Samples of the metric; 0 in selections of log lines. */
    public long count;

    /** The sum of the samples, exact in any order of adding: whole units and 2⁻³² of one, see {@link ExactSum}. */
    public long sumWhole;

    public long sumFraction;

    public double min = Double.POSITIVE_INFINITY;
    public double max = Double.NEGATIVE_INFINITY;

    /** Errors by fingerprint; bounded, see {@link #cutErrors}; ordered by the fingerprint's hash. */
    public List<ErrorCount> topErrors = List.of();

    /** Errors whose fingerprint the bound cut. */
    public long cutErrors;

    /** Task definitions that spoke in this second, with the time of the first line: the first 4, in that order. */
    public List<TaskDefinition> taskDefinitions = List.of();

    /** One fingerprint within a pane. {@code sample} is the text of the earliest event (smallest text at equal times), redacted and cut. */
    public static class ErrorCount {
        public long fingerprint;
        public long count;
        public long firstSeenNanos;
        public String sample = "";
    }

    /** A task definition and when its first line within the pane was logged, nanoseconds since 1970. */
    public static class TaskDefinition {
        public String name = "";
        public long firstSeenNanos;
    }
}
