package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.LogEvent;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.rules.AlertEvent;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the topology begins and ends: Kinesis, S3, CloudWatch and SNS in production, files in replay, lists in tests. Only these
 * differ.
 *
 * @param records the stream's records
 * @param recordsParallelism parallelism of the source; the records of a single reader are dealt out to all subtasks
 * @param watermarks how far event time has come, from the records
 * @param rules updates of the rules; the first ones are a setting
 * @param archive the table {@code logs}
 * @param errors every error
 * @param errorLogs the same behind the cost guard: what CloudWatch Logs gets
 * @param gaps what has not come, and silence: one row each; none where a lane's frames do not come in order, and then no ledger is kept
 * @param tallies the totals of a bounded input
 */
public record Ends(
        Source<RawRecord, ?, ?> records,
        int recordsParallelism,
        WatermarkStrategy<RawRecord> watermarks,
        Source<RulesUpdate, ?, ?> rules,
        Sink<LogEvent> archive,
        List<Sink<ErrorEvent>> errors,
        List<Sink<ErrorEvent>> errorLogs,
        List<Sink<AlertEvent>> alerts,
        List<Sink<DeadLetter>> deadLetters,
        List<Sink<LogGap>> gaps,
        List<Sink<Tally>> tallies) {}
