package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.job.table.Tables;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.ThresholdBreach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The whole job once over a list of records, and everything that came out of it. */
final class JobRun {

    private final Collected<ErrorEvent> errors = new Collected<>();
    private final Collected<AlertEvent> alerts = new Collected<>();
    private final Collected<ErrorRate> errorRates = new Collected<>();
    private final Collected<ThresholdBreach> thresholdBreaches = new Collected<>();
    private final Collected<DeadLetter> deadLetters = new Collected<>();
    private final Collected<LogGap> gaps = new Collected<>();
    private final Collected<Tally> tallies = new Collected<>();
    private final Path archive;

    private JobRun(Path archive) {
        this.archive = archive;
    }

    static JobRun of(List<RawRecord> records, String rules, int parallelism, Path archive) throws Exception {
        JobRun run = new JobRun(archive);
        Configuration configuration = configuration();
        configuration.setString("restart-strategy.type", "none");
        run.execute(configuration, parallelism, rules, run.ends(records, List.of(run.errors)));
        return run;
    }

    /** A run in parts; see {@link #start}. */
    static JobRun into(Path archive) {
        return new JobRun(archive);
    }

    /** @param savepoint null: from the first record */
    record Start(String rules, int parallelism, @Nullable String savepoint) {}

    /** Starts the job, or goes on with it, in the background. */
    JobClient start(Source<RawRecord, ?, ?> records, Source<RulesUpdate, ?, ?> updates, Start start) throws Exception {
        Configuration configuration = configuration();
        configuration.setString("restart-strategy.type", "none");
        if (start.savepoint != null) {
            configuration.setString("execution.state-recovery.path", start.savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(start.parallelism);
        Topology.build(
                env, new JobSettings(EventsSettings.defaults(), start.rules), ends(records, updates, List.of(errors)));
        return env.executeAsync("test");
    }

    /** The same, but a sink breaks the job, which restarts from its last checkpoint. */
    static JobRun breaking(
            List<RawRecord> records, String rules, int parallelism, Path archive, Sink<ErrorEvent> breaking)
            throws Exception {
        JobRun run = new JobRun(archive);
        Configuration configuration = configuration();
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "10");
        configuration.setString("restart-strategy.fixed-delay.delay", "0 ms");
        run.execute(configuration, parallelism, rules, run.ends(records, List.of(run.errors, breaking)));
        return run;
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("execution.checkpointing.interval", "20 ms");
        return configuration;
    }

    private void execute(Configuration configuration, int parallelism, String rules, Ends ends) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        Topology.build(env, new JobSettings(EventsSettings.defaults(), rules), ends);
        env.execute("test");
    }

    private Ends ends(List<RawRecord> records, List<Sink<ErrorEvent>> errorSinks) {
        return ends(
                new RepeatableSource<>(Elements.of(records)),
                new RepeatableSource<>(Elements.<RulesUpdate>of(List.of())),
                errorSinks);
    }

    private Ends ends(
            Source<RawRecord, ?, ?> records, Source<RulesUpdate, ?, ?> updates, List<Sink<ErrorEvent>> errorSinks) {
        Ends.Inputs inputs = new Ends.Inputs(records, 1, CarriedWatermarks.strategy(), updates);
        return Ends.of(inputs, LogArchive.sink(new org.apache.flink.core.fs.Path(archive.toUri()), 32 << 20, 1))
                .errors(errorSinks)
                .errorRates(List.of(errorRates))
                .alerts(List.of(alerts))
                .thresholdBreaches(List.of(thresholdBreaches))
                .deadLetters(List.of(deadLetters))
                .gaps(List.of(
                        gaps,
                        Tables.LOG_GAPS.parquet(
                                new org.apache.flink.core.fs.Path(gapFolder().toUri()))))
                .tallies(List.of(tallies));
    }

    List<ErrorEvent> errors() {
        return errors.rows();
    }

    List<AlertEvent> alerts() {
        return alerts.rows().stream().sorted(AlertOrder.BY_TIME_AND_ID).toList();
    }

    /** By id; a restart may tell a row twice. */
    List<ErrorRate> errorRates() {
        return errorRates.rows().stream()
                .distinct()
                .sorted(Comparator.comparing(ErrorRate::id))
                .toList();
    }

    /** By id; a restart may tell a row twice. */
    List<ThresholdBreach> thresholdBreaches() {
        return thresholdBreaches.rows().stream()
                .distinct()
                .sorted(Comparator.comparing(ThresholdBreach::id))
                .toList();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.rows();
    }

    List<LogGap> gaps() {
        return gaps.rows();
    }

    /** The table of gaps, beside the archive. */
    private Path gapFolder() {
        return archive.resolveSibling(archive.getFileName() + "-log_gaps");
    }

    /** Totals over all scopes. */
    Map<Counter, Long> totals() {
        Map<Counter, Long> totals = new EnumMap<>(Counter.class);
        tallies.rows().forEach(tally -> totals.merge(tally.counter(), tally.value(), Long::sum));
        return totals;
    }

    /** The archive's files; none must be unfinished. */
    List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** All rows of a query, columns joined by a bar; {@code logs} is the archive. */
    List<String> query(String sql) throws Exception {
        return query(archive, "logs", sql);
    }

    /** The same over the table {@code log_gaps}. */
    List<String> queryGaps(String sql) throws Exception {
        return query(gapFolder(), "log_gaps", sql);
    }

    private static List<String> query(Path folder, String table, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("WITH " + table + " AS (SELECT * FROM read_parquet('" + folder
                        + "/**/*.parquet', hive_partitioning = true)) " + sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
