package io.kanshi.bench.day;

import io.kanshi.events.EventsSettings;
import io.kanshi.job.CostGuard;
import io.kanshi.job.Ends;
import io.kanshi.job.JobSettings;
import io.kanshi.job.RawRecord;
import io.kanshi.job.Topology;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.rulesfile.RuleFileSource;
import io.kanshi.job.table.Table;
import io.kanshi.job.table.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The live job's graph with {@link PacedSource} at its start and every table in a folder. What CloudWatch Logs would get goes nowhere,
 * behind the cost guard, whose state is part of what is measured.
 */
final class DayGraph {

    static final int SLOTS = 2;

    /** Live it is 10 s by default. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);
    private static final long ARCHIVE_BYTES = 64 << 20;

    private DayGraph() {}

    /** State on the heap, so that its growth would show twice. Checkpoints come when they are asked for, not by the clock. */
    static Configuration configuration(Path folder) {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.min", "64m");
        configuration.setString("taskmanager.memory.network.max", "64m");
        configuration.setString("taskmanager.memory.managed.size", "1m");
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("state.backend.type", "hashmap");
        configuration.setString("execution.checkpointing.interval", "1000d");
        configuration.setString("execution.checkpointing.storage", "filesystem");
        configuration.setString(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("pipeline.generic-types", "false");
        return configuration;
    }

    static JobGraph of(Configuration configuration, DayOptions options) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(SLOTS);
        String rules = DayRules.text(options.rules());
        Ends.Inputs inputs = new Ends.Inputs(
                new PacedSource(options, SLOTS),
                SLOTS,
                WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(LATENESS)
                        .withTimestampAssigner((record, before) -> record.arrivalMillis)
                        .withIdleness(IDLE_AFTER),
                RuleFileSource.builtIn(rules, Clock.systemUTC()));
        Topology.build(
                env,
                new JobSettings(EventsSettings.defaults(), rules, CostGuard.DEFAULT),
                ends(inputs, options.folder()));
        return env.getStreamGraph().getJobGraph();
    }

    private static Ends ends(Ends.Inputs inputs, Path folder) {
        return Ends.of(inputs, LogArchive.sink(path(folder, "logs"), ARCHIVE_BYTES, 1))
                .errors(parquet(Tables.ERRORS, folder))
                .errorLogs(List.of(new DiscardingSink<>()))
                .errorRates(parquet(Tables.ERROR_RATE, folder))
                .alerts(parquet(Tables.ALERTS, folder))
                .thresholdBreaches(parquet(Tables.THRESHOLD_BREACHES, folder))
                .deadLetters(parquet(Tables.DEAD_LETTERS, folder))
                .gaps(parquet(Tables.LOG_GAPS, folder));
    }

    private static <T> List<Sink<T>> parquet(Table<T> table, Path folder) {
        return List.of(table.parquet(path(folder, table.name()), 1));
    }

    private static org.apache.flink.core.fs.Path path(Path folder, String table) {
        return new org.apache.flink.core.fs.Path(folder.resolve(table).toUri());
    }
}
