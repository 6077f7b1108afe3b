package io.kanshi.job;

import io.kanshi.events.HealthCheck;
import io.kanshi.events.LogEvent;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole flow, one stage a line. Records become events, events reach the archive without leaving their thread, and only errors and
 * one-second panes of counts cross the network. Production, tests and replay run this graph; the ends are passed in.
 */
public final class Topology {

    private Topology() {}

    /** Adds the job to the environment. Sets no option of the environment: the platform owns those. */
    public static void build(StreamExecutionEnvironment env, JobSettings settings, Ends ends) {
        DataStream<RawRecord> records = readRecords(env, ends.inputs());
        DataStream<RulesUpdate> rules = readRules(env, ends.inputs());

        SingleOutputStreamOperator<LogEvent> events = decodeRecords(records, rules.broadcast(), settings, ends);
        DataStream<LogEvent> kept = dropHealthChecks(events);
        kept.sinkTo(ends.archive()).uid("archive").name("archive");

        KeyedStream<ErrorEvent, String> errors = gatherErrors(formErrorEvents(kept));
        write(errors, ends.errors(), "errors");
        if (!ends.errorLogs().isEmpty()) {
            write(holdBackRepeats(errors, settings), ends.errorLogs(), "error-logs");
        }

        DataStream<Pane> panes = events.getSideOutput(DecodeRecords.PANES);
        if (!ends.gaps().isEmpty()) {
            DataStream<LogGap> gaps = keepLedger(events, ends);
            write(gaps, ends.gaps(), "log-gaps");
            panes = panes.union(countGaps(gaps, rules, settings));
        }
        SingleOutputStreamOperator<AlertEvent> alerts = evaluateRules(panes, rules, settings, ends);
        write(alerts, ends.alerts(), "alerts");
        write(alerts.getSideOutput(EvaluateRules.THRESHOLD_BREACHES), ends.thresholdBreaches(), "threshold-breaches");
        if (!ends.errorRates().isEmpty()) {
            write(sumErrorRates(events), ends.errorRates(), "error-rate");
        }

        write(events.getSideOutput(DecodeRecords.DEAD_LETTERS), ends.deadLetters(), "dead-letters");
        if (!ends.tallies().isEmpty()) {
            write(sumTallies(events, alerts), ends.tallies(), "tallies");
        }
    }

    private static DataStream<RawRecord> readRecords(StreamExecutionEnvironment env, Ends.Inputs inputs) {
        return env.fromSource(inputs.records(), inputs.watermarks(), "records", JobTypes.RAW_RECORD)
                .setParallelism(inputs.recordsParallelism())
                .uid("records");
    }

    private static DataStream<RulesUpdate> readRules(StreamExecutionEnvironment env, Ends.Inputs inputs) {
        return env.fromSource(inputs.rules(), WatermarkStrategy.noWatermarks(), "rules", JobTypes.RULES_UPDATE)
                .setParallelism(1)
                // Not "rules": that was a source which ended, and what has ended is not restored.
                .uid("rule-updates");
    }

    private static SingleOutputStreamOperator<LogEvent> decodeRecords(
            DataStream<RawRecord> records, DataStream<RulesUpdate> rules, JobSettings settings, Ends ends) {
        DecodeRecords decode = new DecodeRecords(settings.events(), settings.rules(), ends.boundedness());
        return records.connect(rules)
                .transform("decode", JobTypes.LOG_EVENT, decode)
                .uid("decode");
    }

    private static DataStream<LogEvent> dropHealthChecks(DataStream<LogEvent> events) {
        return events.filter(event -> event.healthCheck != HealthCheck.PASSING)
                .uid("health-checks")
                .name("health-checks");
    }

    private static DataStream<ErrorEvent> formErrorEvents(DataStream<LogEvent> kept) {
        return kept.process(new FormErrorEvents(), JobTypes.ERROR)
                .uid("error-events")
                .name("error-events");
    }

    /** Dealt out once for all ends, which are chained behind it; else every one of them would have a shuffle of its own. */
    private static KeyedStream<ErrorEvent, String> gatherErrors(DataStream<ErrorEvent> errors) {
        DataStream<ErrorEvent> gathered = errors.keyBy(ErrorEvent::service)
                .map(error -> error)
                .returns(JobTypes.ERROR)
                .uid("errors-by-service")
                .name("errors-by-service");
        return DataStreamUtils.reinterpretAsKeyedStream(gathered, ErrorEvent::service);
    }

    private static DataStream<ErrorEvent> holdBackRepeats(
            KeyedStream<ErrorEvent, String> errors, JobSettings settings) {
        return errors.process(new HoldBackRepeats(settings.costGuard()), JobTypes.ERROR)
                .uid("cost-guard")
                .name("cost-guard");
    }

    private static DataStream<LogGap> keepLedger(SingleOutputStreamOperator<LogEvent> events, Ends ends) {
        KeepLedger ledger = new KeepLedger(ends.boundedness());
        return events.getSideOutput(DecodeRecords.RECEIPTS)
                .keyBy(receipt -> receipt.boot)
                .transform("ledger", JobTypes.LOG_GAP, new LedgerOperator(ledger))
                .uid("ledger");
    }

    private static DataStream<Pane> countGaps(
            DataStream<LogGap> gaps, DataStream<RulesUpdate> rules, JobSettings settings) {
        return gaps.connect(rules.broadcast())
                .transform("count-gaps", JobTypes.PANE, new CountGaps(settings.rules()))
                .uid("count-gaps");
    }

    private static SingleOutputStreamOperator<AlertEvent> evaluateRules(
            DataStream<Pane> panes, DataStream<RulesUpdate> rules, JobSettings settings, Ends ends) {
        return panes.keyBy(EvaluateRules::shard)
                .connect(rules.broadcast())
                .transform("rule-evaluation", JobTypes.ALERT, new RuleOperator(settings.rules(), ends.boundedness()))
                .uid("rule-evaluation");
    }

    private static DataStream<ErrorRate> sumErrorRates(SingleOutputStreamOperator<LogEvent> events) {
        return events.getSideOutput(DecodeRecords.SERVICE_COUNTS)
                .keyBy(ServiceCount::service)
                .process(new SumErrorRates(), JobTypes.ERROR_RATE)
                .uid("error-rates")
                .name("error-rates");
    }

    private static DataStream<Tally> sumTallies(
            SingleOutputStreamOperator<LogEvent> events, SingleOutputStreamOperator<AlertEvent> alerts) {
        return events.getSideOutput(DecodeRecords.TALLIES)
                .union(alerts.getSideOutput(EvaluateRules.TALLIES))
                .keyBy(SumTallies::key)
                .process(new SumTallies(), JobTypes.TALLY)
                .uid("tallies-sum")
                .name("tallies-sum");
    }

    private static <T> void write(DataStream<T> stream, List<Sink<T>> sinks, String name) {
        for (int i = 0; i < sinks.size(); i++) {
            stream.sinkTo(sinks.get(i)).uid(name + "-" + i).name(name + "-" + i);
        }
    }
}
