package io.kanshi.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.LogEvent;
import io.kanshi.job.parquet.InputPath;
import io.kanshi.job.parquet.ZstdCodec;
import io.kanshi.testkit.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read: by our own reader, by DuckDB, before compaction and after. */
final class LogFilesTest {

    private static final ParquetReadOptions READ = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodec())
            .build();

    @TempDir
    Path folder = Path.of("");

    @Test
    void rowsSurviveWritingAndCompaction() throws Exception {
        RandomEvents events = new RandomEvents(Seeds.seedFor("rows survive"));
        List<String> expected = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int rows : new int[] {1, 500, 30_000, 7_000, 130_000}) {
            files.add(write(events, rows, expected, Long.MAX_VALUE));
        }
        List<String> written = new ArrayList<>();
        for (Path file : files) {
            written.addAll(read(file));
        }
        assertSameRows(written, expected);
        Path compacted = compact(files);
        assertSameRows(read(compacted), expected);
        assertThat(rowGroups(compacted))
                .extracting(BlockMetaData::getRowCount)
                .containsExactlyInAnyOrder(30_000L, 100_000L, 30_000L, 7_501L);
    }

    @Test
    void rowGroupsAreSortedByServiceAndTimeAlsoAfterCompaction() throws Exception {
        RandomEvents events = new RandomEvents(Seeds.seedFor("sorted"));
        List<String> ignored = new ArrayList<>();
        Path first = write(events, 25_000, ignored, Long.MAX_VALUE);
        Path second = write(events, 3_000, ignored, Long.MAX_VALUE);
        assertSorted(first);
        assertSorted(compact(List.of(first, second)));
    }

    @Test
    void theMemoryBoundMakesSmallerRowGroupsAndLosesNothing() throws Exception {
        RandomEvents events = new RandomEvents(Seeds.seedFor("memory bound"));
        List<String> expected = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<OutputStream> streams = new ArrayList<>();
        List<SortedLogWriter> writers = new ArrayList<>();
        OpenBatches open = new OpenBatches(4 << 20);
        for (int i = 0; i < 200; i++) {
            files.add(folder.resolve("partition" + i));
            streams.add(Files.newOutputStream(files.get(i)));
            writers.add(new SortedLogWriter(streams.get(i), open));
        }
        LogEvent event = new LogEvent();
        for (int i = 0; i < 60_000; i++) {
            events.next(event);
            expected.add(RandomEvents.row(event));
            writers.get(i % 2 == 0 ? 0 : i / 2 % 200).addElement(event);
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writers.get(i).finish();
            streams.get(i).close();
            written.addAll(read(files.get(i)));
        }
        assertSameRows(written, expected);
        int groups = 0;
        for (Path file : files) {
            groups += rowGroups(file).size();
        }
        assertThat(groups).as("row groups of 200 files").isGreaterThan(200).isLessThan(3000);
    }

    @Test
    void bloomFiltersFindEveryTraceAlsoAfterCompaction() throws Exception {
        RandomEvents events = new RandomEvents(Seeds.seedFor("bloom filters"));
        List<String> ignored = new ArrayList<>();
        Path large = write(events, 25_000, ignored, Long.MAX_VALUE);
        Path small = write(events, 100, ignored, Long.MAX_VALUE);
        assertBloomFilters(large);
        assertBloomFilters(compact(List.of(large, small)));
    }

    @Test
    void duckDbReadsTheSameRows() throws Exception {
        RandomEvents events = new RandomEvents(Seeds.seedFor("duckdb"));
        List<String> expected = new ArrayList<>();
        Path file = compact(
                List.of(write(events, 22_000, expected, Long.MAX_VALUE), write(events, 50, expected, Long.MAX_VALUE)));
        List<String> read = new ArrayList<>();
        String sql = "SELECT time_nanos, lower(coalesce(level, '-')), service, coalesce(trace_id, '-'), log, "
                + "coalesce(status, -1), cast(coalesce(attributes, MAP {}) AS VARCHAR), epoch_ms(time), coalesce(seq, 0) "
                + "FROM read_parquet('" + file + "')";
        query(
                sql,
                row -> read.add(row.getLong(1)
                        + row.getString(2)
                        + row.getString(3)
                        + row.getString(4)
                        + row.getString(5)
                        + row.getInt(6)
                        + row.getLong(8)
                        + row.getLong(9)));
        assertThat(read).hasSameSizeAs(expected);
        List<String> again = new ArrayList<>();
        try (ParquetFileReader reader = open(file)) {
            rows(
                    reader,
                    event -> again.add(event.timeNanos
                            + (event.level == null ? "-" : event.level.text())
                            + event.identity.service()
                            + (event.traceId.isPresent() ? event.traceId : "-")
                            + event.log
                            + event.status
                            + Math.floorDiv(event.timeNanos, 1_000_000L)
                            + event.seq));
        }
        assertSameRows(read, again);
    }

    private Path write(RandomEvents events, int rows, List<String> expected, long maxBytes) throws IOException {
        Path file = Files.createTempFile(folder, "logs", ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            SortedLogWriter writer = new SortedLogWriter(out, new OpenBatches(maxBytes));
            LogEvent event = new LogEvent();
            for (int i = 0; i < rows; i++) {
                expected.add(RandomEvents.row(events.next(event)));
                writer.addElement(event);
            }
            writer.finish();
        }
        return file;
    }

    private Path compact(List<Path> files) throws Exception {
        Path target = Files.createTempFile(folder, "compacted", ".parquet");
        try (OutputStream out = Files.newOutputStream(target)) {
            new CompactLogFiles()
                    .doCompact(
                            files.stream()
                                    .map(file -> new org.apache.flink.core.fs.Path(file.toUri()))
                                    .toList(),
                            out);
        }
        return target;
    }

    private static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(new InputPath(new org.apache.flink.core.fs.Path(file.toUri())), READ);
    }

    private static List<BlockMetaData> rowGroups(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return reader.getRowGroups();
        }
    }

    private interface Row {
        void take(LogEvent event);
    }

    private static void rows(ParquetFileReader reader, Row sink) throws IOException {
        for (int group = 0; group < reader.getRowGroups().size(); group++) {
            LogRows rows = new LogRows(reader.readRowGroup(group), "test");
            for (long i = 0; i < reader.getRowGroups().get(group).getRowCount(); i++) {
                sink.take(rows.next());
            }
        }
    }

    private static List<String> read(Path file) throws IOException {
        List<String> read = new ArrayList<>();
        try (ParquetFileReader reader = open(file)) {
            rows(reader, event -> read.add(RandomEvents.row(event)));
        }
        return read;
    }

    private static void assertSameRows(List<String> actual, List<String> expected) {
        List<String> a = new ArrayList<>(actual);
        List<String> e = new ArrayList<>(expected);
        Collections.sort(a);
        Collections.sort(e);
        assertThat(a).hasSameSizeAs(e);
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i)).isEqualTo(e.get(i));
        }
    }

    private static void assertSorted(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            for (int group = 0; group < reader.getRowGroups().size(); group++) {
                LogRows rows = new LogRows(reader.readRowGroup(group), "test");
                String service = "";
                long time = Long.MIN_VALUE;
                for (long i = 0; i < reader.getRowGroups().get(group).getRowCount(); i++) {
                    LogEvent event = rows.next();
                    int order = service.compareTo(event.identity.service());
                    assertThat(order).isLessThanOrEqualTo(0);
                    assertThat(order < 0 || time <= event.timeNanos).isTrue();
                    service = event.identity.service();
                    time = event.timeNanos;
                }
            }
        }
    }

    private static void assertBloomFilters(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            for (int group = 0; group < reader.getRowGroups().size(); group++) {
                BloomFilter traces = bloomFilter(reader, group, LogSchema.TRACE_ID);
                assertThat(rowGroup(reader, group, LogSchema.CONTAINER_ID).hasDictionaryPage())
                        .as("container ids are pruned by their dictionary")
                        .isTrue();
                LogRows rows = new LogRows(reader.readRowGroup(group), "test");
                for (long i = 0; i < reader.getRowGroups().get(group).getRowCount(); i++) {
                    LogEvent event = rows.next();
                    if (event.traceId.isPresent()) {
                        assertThat(traces.findHash(traces.hash(Binary.fromString(event.traceId.toString()))))
                                .isTrue();
                    }
                }
                assertThat(traces.findHash(traces.hash(Binary.fromString("never written"))))
                        .isFalse();
            }
        }
    }

    private static BloomFilter bloomFilter(ParquetFileReader reader, int group, int column) throws IOException {
        return reader.readBloomFilter(rowGroup(reader, group, column));
    }

    private static ColumnChunkMetaData rowGroup(ParquetFileReader reader, int group, int column) {
        return reader.getRowGroups().get(group).getColumns().get(column);
    }

    private interface ResultRow {
        void take(ResultSet row) throws SQLException;
    }

    private static void query(String sql, ResultRow sink) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sink.take(rows);
            }
        }
    }
}
