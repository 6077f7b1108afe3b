package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.LogEvent;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.ThresholdBreach;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the topology begins and ends: Kinesis, S3, CloudWatch and SNS in production, files in replay, lists in tests. Only these
 * differ. What is given no sink goes nowhere.
 */
public final class Ends {

    private final Inputs inputs;
    private final Sink<LogEvent> archive;
    private List<Sink<ErrorEvent>> errors = List.of();
    private List<Sink<ErrorEvent>> errorLogs = List.of();
    private List<Sink<ErrorRate>> errorRates = List.of();
    private List<Sink<AlertEvent>> alerts = List.of();
    private List<Sink<ThresholdBreach>> thresholdBreaches = List.of();
    private List<Sink<DeadLetter>> deadLetters = List.of();
    private List<Sink<LogGap>> gaps = List.of();
    private List<Sink<Tally>> tallies = List.of();

    /**
     * What comes in.
     *
     * @param records the stream's records
     * @param recordsParallelism parallelism of the source; the records of a single reader are dealt out to all subtasks
     * @param watermarks how far event time has come, from the records
     * @param rules updates of the rules; the first ones are a setting
     */
    public record Inputs(
            Source<RawRecord, ?, ?> records,
            int recordsParallelism,
            WatermarkStrategy<RawRecord> watermarks,
            Source<RulesUpdate, ?, ?> rules) {}

    private Ends(Inputs inputs, Sink<LogEvent> archive) {
        this.inputs = inputs;
        this.archive = archive;
    }

    /** From these inputs; {@code archive} is the table {@code logs}. */
    public static Ends of(Inputs inputs, Sink<LogEvent> archive) {
        return new Ends(inputs, archive);
    }

    /** Every error. */
    public Ends errors(List<Sink<ErrorEvent>> sinks) {
        errors = List.copyOf(sinks);
        return this;
    }

    /** Errors behind the cost guard: what CloudWatch Logs gets. */
    public Ends errorLogs(List<Sink<ErrorEvent>> sinks) {
        errorLogs = List.copyOf(sinks);
        return this;
    }

    /** Every service's minutes. */
    public Ends errorRates(List<Sink<ErrorRate>> sinks) {
        errorRates = List.copyOf(sinks);
        return this;
    }

    /** Every change of every alert. */
    public Ends alerts(List<Sink<AlertEvent>> sinks) {
        alerts = List.copyOf(sinks);
        return this;
    }

    /** Every window of a metric that was past its rule's threshold. */
    public Ends thresholdBreaches(List<Sink<ThresholdBreach>> sinks) {
        thresholdBreaches = List.copyOf(sinks);
        return this;
    }

    /** Records no decoder took. */
    public Ends deadLetters(List<Sink<DeadLetter>> sinks) {
        deadLetters = List.copyOf(sinks);
        return this;
    }

    /** What has not come, and silence; none where a lane's frames do not come in order, and then no ledger is kept. */
    public Ends gaps(List<Sink<LogGap>> sinks) {
        gaps = List.copyOf(sinks);
        return this;
    }

    /** The totals of a bounded input. */
    public Ends tallies(List<Sink<Tally>> sinks) {
        tallies = List.copyOf(sinks);
        return this;
    }

    /** Whether the records end some time. */
    Boundedness boundedness() {
        return inputs.records().getBoundedness();
    }

    Inputs inputs() {
        return inputs;
    }

    Sink<LogEvent> archive() {
        return archive;
    }

    List<Sink<ErrorEvent>> errors() {
        return errors;
    }

    List<Sink<ErrorEvent>> errorLogs() {
        return errorLogs;
    }

    List<Sink<ErrorRate>> errorRates() {
        return errorRates;
    }

    List<Sink<AlertEvent>> alerts() {
        return alerts;
    }

    List<Sink<ThresholdBreach>> thresholdBreaches() {
        return thresholdBreaches;
    }

    List<Sink<DeadLetter>> deadLetters() {
        return deadLetters;
    }

    List<Sink<LogGap>> gaps() {
        return gaps;
    }

    List<Sink<Tally>> tallies() {
        return tallies;
    }
}
