package io.kanshi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.corpus.Corpus;
import io.kanshi.testkit.corpus.HardCorpus;
import io.kanshi.testkit.corpus.UniformCorpus;
import io.kanshi.testkit.sidecar.Kinesalite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison is fair only if all do the same work: they write the same values, not merely as many rows. */
final class SameWorkTest {

    private static final int EVENTS = 20_000;

    /** Without those that DuckDB is spared or does its own way: arrival, fingerprint, attributes, origin. */
    private static final String COLUMNS =
            "time, time_nanos, level, service, cluster, task_id, task_definition, container_name, "
                    + "container_id, source, message, trace_id, span_id, status, method, path, user_agent, log, log_base64";

    @TempDir
    private Path folder;

    @Test
    void allWriteTheSameValuesOfTheUniformCorpus() throws Exception {
        Path capture = folder.resolve("uniform.ndjson");
        new UniformCorpus().write(capture, EVENTS, Corpus.SEED);
        archive(new PlainLoop(), capture, "loop");
        archive(new DuckDb("uniform", 2), capture, "duckdb");
        archive(new Replay(2), capture, "replay");

        assertThat(Archive.of(folder.resolve("loop")).rows()).isBetween(EVENTS * 85L / 100, EVENTS * 90L / 100);
        for (String other : List.of("duckdb", "replay")) {
            assertSameValues("loop", other);
        }
    }

    /** And it leaves what crossed the network, which is counts, receipts and errors, never all lines. */
    @Test
    void theLiveGraphWritesTheSameValuesFromFrames() throws Exception {
        Path capture = folder.resolve("uniform.ndjson");
        new UniformCorpus().write(capture, EVENTS, Corpus.SEED);
        archive(new PlainLoop(), capture, "loop");
        FrameFiles.cut(capture, LiveGraph.frames(capture));
        Outlets.CREDENTIALS.forEach(SameWorkTest::set);
        try (Outlets outlets = new Outlets(JobBench.NOW_MILLIS)) {
            outlets.write(LiveGraph.outlets(capture));
            archive(LiveGraph.ofFrames(2), capture, "live");
            assertThat(outlets.received()).doesNotContain(" 0 events", " 0 records");
        }

        assertSameValues("loop", "live");
        Shuffled shuffled = Shuffled.read(folder.resolve("live"));
        assertThat(shuffled.bytesPerEvent(EVENTS)).isBetween(1.0, 100.0);
        assertThat(shuffled.ways()).anySatisfy(way -> {
            assertThat(way.receiver()).isEqualTo("ledger");
            assertThat(way.records()).isEqualTo(EVENTS / FrameFiles.EVENTS_PER_FRAME);
        });
    }

    /** The ceiling says for itself that it has read all. */
    @Test
    void theLiveGraphWritesTheSameValuesThroughKinesalite() throws Exception {
        Path capture = folder.resolve("uniform.ndjson");
        new UniformCorpus().write(capture, EVENTS, Corpus.SEED);
        archive(new PlainLoop(), capture, "loop");
        FrameFiles.cut(capture, LiveGraph.frames(capture));
        Outlets.CREDENTIALS.forEach(SameWorkTest::set);
        set(Kinesalite.SDK_OPTION);
        try (Outlets outlets = new Outlets(JobBench.NOW_MILLIS);
                FilledStream stream = FilledStream.of(LiveGraph.frames(capture), LiveGraph.stream(capture))) {
            assertThat(stream.holds()).contains(" 20 records in 16 shards");
            outlets.write(LiveGraph.outlets(capture));
            archive(new StreamCeiling(), capture, "ceiling");
            archive(LiveGraph.ofStream(2), capture, "kinesalite");
            assertThat(outlets.received()).doesNotContain(" 0 events", " 0 records");
        }

        assertSameValues("loop", "kinesalite");
        assertThat(number("SELECT sum(events) FROM " + files("kinesalite", "error_rate")))
                .as("events in windows, the last one included")
                .isEqualTo(Archive.of(folder.resolve("loop")).rows());
    }

    /** An option of Java's, in this process. */
    private static void set(String option) {
        String[] property = option.substring("-D".length()).split("=", 2);
        System.setProperty(property[0], property[1]);
    }

    @Test
    void allWriteTheSameLinesAndErrorsOfTheHardCorpus() throws Exception {
        Path capture = folder.resolve("hard.ndjson");
        new HardCorpus().write(capture, EVENTS, Corpus.SEED);
        archive(new PlainLoop(), capture, "loop");
        archive(new DuckDb("hard", 1), capture, "duckdb");
        archive(new Replay(2), capture, "replay");

        Archive loop = Archive.of(folder.resolve("loop"));
        assertThat(loop.lines()).isBetween(EVENTS * 85L / 100, EVENTS * 95L / 100);
        assertThat(loop.errors()).isPositive();
        for (String other : List.of("duckdb", "replay")) {
            Archive archive = Archive.of(folder.resolve(other));
            assertThat(archive.lines()).as(other).isEqualTo(loop.lines());
            assertThat(archive.errors()).as(other).isEqualTo(loop.errors());
        }
    }

    private void archive(Contestant contestant, Path capture, String name) throws Exception {
        try (contestant) {
            contestant.archive(capture, folder.resolve(name));
        }
    }

    private void assertSameValues(String one, String other) throws Exception {
        assertThat(differences(one, other)).as(other).isZero();
        assertThat(differences(other, one)).as(other).isZero();
    }

    private long differences(String some, String others) throws SQLException {
        String query = "SELECT count(*) FROM (SELECT " + COLUMNS + " FROM " + files(some) + " EXCEPT ALL SELECT "
                + COLUMNS + " FROM " + files(others) + ")";
        return number(query);
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The archive's times are in UTC with a zone, DuckDB's without: both as the same moment. */
    private String files(String name) {
        return "(SELECT * REPLACE (epoch_ms(time) AS time) FROM " + files(name, "logs") + ")";
    }

    private String files(String name, String table) {
        return "read_parquet('" + folder.resolve(name) + "/" + table + "/**/*.parquet', hive_partitioning = false)";
    }
}
