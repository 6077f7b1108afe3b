package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.EventsSettings;
import io.kanshi.job.CarriedWatermarks;
import io.kanshi.job.Ends;
import io.kanshi.job.ErrorEvent;
import io.kanshi.job.JobSettings;
import io.kanshi.job.RulesUpdate;
import io.kanshi.job.Tally;
import io.kanshi.job.Topology;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.job.table.Tables;
import io.kanshi.replay.source.CapturedFiles;
import io.kanshi.replay.source.CapturedLogs;
import io.kanshi.replay.source.ReplaySettings;
import io.kanshi.rules.RuleFile;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.corpus.HardCorpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files read by a job that breaks in the middle, twice, and goes on from its last checkpoint: the same archive, exactly. */
final class RestartTest {

    private static final int LINES = 150_000;
    private static final int BREAKS = 2;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theArchiveTheErrorsAndTheAlertsAreTheSame() throws Exception {
        Path file = folder.resolve("capture.ndjson");
        new HardCorpus().write(file, LINES, Seeds.seedFor("RestartTest"));

        List<Tally> totals = run(file, folder.resolve("whole"), new BreakTheJob<>(0));
        BreakTheJob<ErrorEvent> breaking = new BreakTheJob<>(BREAKS);
        List<Tally> totalsOfBroken = run(file, folder.resolve("broken"), breaking);

        assertThat(breaking.breaks()).as("times the job broke").isEqualTo(BREAKS);
        assertThat(breaking.goneOnFrom())
                .as("places in the middle from which it went on, of %s errors", breaking.count())
                .hasSize(BREAKS)
                .allMatch(place -> place > 0 && place < breaking.count());
        Archive whole = new Archive(folder.resolve("whole"));
        Archive broken = new Archive(folder.resolve("broken"));
        for (String table : List.of("logs", "errors", "alerts")) {
            // A hash of each row rather than the rows: two times 150,000 rows as text want more heap than the jobs.
            String sql = "SELECT hash(t), count(*) FROM " + table + " t GROUP BY ALL ORDER BY ALL";
            List<String> rows = whole.query(sql);
            assertThat(rows).as("rows of %s", table).isNotEmpty();
            assertThat(broken.query(sql)).as(table).isEqualTo(rows);
        }
        assertThat(totalsOfBroken).containsExactlyInAnyOrderElementsOf(totals);
        assertThat(unfinished(folder.resolve("whole"))).isEmpty();
        // What a broken attempt had begun stays behind (FileSink deletes nothing that it did not finish), hidden from
        // every reader.
        assertThat(unfinished(folder.resolve("broken")))
                .allMatch(left -> left.getFileName().toString().startsWith("."));
    }

    private static List<Tally> run(Path file, Path out, Sink<ErrorEvent> breaking) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("execution.checkpointing.interval", "20 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", Integer.toString(BREAKS));
        configuration.setString("restart-strategy.fixed-delay.delay", "0 ms");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        Collect<Tally> tallies = new Collect<>("restart-" + out);
        Elements<RulesUpdate> noUpdates = Elements.of(List.of());
        CapturedLogs logs = new CapturedLogs(
                CapturedFiles.resolve(List.of(file.toString())), ReplaySettings.DEFAULTS, "restart-" + out);
        Ends ends = new Ends(
                new RepeatableSource<>(logs),
                1,
                CarriedWatermarks.strategy(),
                new RepeatableSource<>(noUpdates),
                LogArchive.sink(table(out, "logs"), 32 << 20, 2),
                List.of(Tables.ERRORS.parquet(table(out, "errors")), breaking),
                List.of(),
                List.of(Tables.ALERTS.parquet(table(out, "alerts"))),
                List.of(Tables.DEAD_LETTERS.parquet(table(out, "dead-letters"))),
                List.of(),
                List.of(tallies));
        Topology.build(env, new JobSettings(EventsSettings.defaults(), RuleFile.defaultText()), ends);
        env.execute("test");
        return tallies.take();
    }

    private static org.apache.flink.core.fs.Path table(Path out, String name) {
        return new org.apache.flink.core.fs.Path(out.resolve(name).toUri());
    }

    private static List<Path> unfinished(Path out) throws Exception {
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".parquet")
                            || file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
