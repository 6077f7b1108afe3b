package io.kanshi.job.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a small table can be read, before compaction and after. */
final class TableFilesTest {

    /** One of each type; any of them may be absent. */
    private record Row(
            @Nullable String text,
            @Nullable Long count,
            @Nullable Double share,
            @Nullable Long time,
            byte @Nullable [] bytes,
            @Nullable Map<String, String> labels,
            @Nullable List<String> words) {}

    private static final Table<Row> TABLE = table(new Columns<Row>()
            .text("text", Row::text)
            .integer("count", Row::count)
            .number("share", Row::share)
            .timestamp("time", Row::time)
            .bytes("bytes", Row::bytes)
            .map("labels", Row::labels)
            .texts("words", Row::words)
            .list());

    /** What an earlier version wrote. */
    private static final Table<Row> EARLIER = table(new Columns<Row>()
            .text("text", Row::text)
            .texts("words", Row::words)
            .list());

    @TempDir
    private Path folder = Path.of("");

    private static Table<Row> table(List<Column<Row>> columns) {
        return new Table<>("rows", columns, row -> 0);
    }

    @Test
    void rowsSurviveCompactionInTheirOrder() throws Exception {
        Dice dice = new Dice(Seeds.seedFor("rows of a table"));
        List<Path> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int rows : new int[] {1, 40_000, 700}) {
            Path file = write(TABLE, rows(dice, rows));
            files.add(file);
            expected.addAll(read(file));
        }
        assertThat(expected).hasSize(40_701);
        assertThat(read(compact(files))).isEqualTo(expected);
    }

    @Test
    void rowsOfAnEarlierVersionLackTheColumnsThatItDidNotHave() throws Exception {
        List<Row> rows = List.of(new Row("a", 1L, 0.5, 1000L, new byte[] {7}, Map.of("k", "v"), List.of("x", "y")));
        Path compacted = compact(List.of(write(EARLIER, rows), write(TABLE, rows)));
        assertThat(read(compacted, "text || words::VARCHAR || coalesce(count, -1)"))
                .containsExactly("a[x, y]-1", "a[x, y]1");
    }

    @Test
    void aWriterWithoutRowsLeavesNoMark() throws Exception {
        Path file = folder.resolve("empty");
        try (OutputStream out = Files.newOutputStream(file)) {
            new TableWriter<>(TABLE.columns(), TABLE.name(), out).finish();
        }
        assertThat(file).isEmptyFile();
    }

    private static List<Row> rows(Dice dice, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(dice, i));
        }
        return rows;
    }

    private static Row row(Dice dice, int number) {
        Map<String, String> labels = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            labels.put("k" + i, dice.hex(4));
            words.add(dice.hex(200));
        }
        return new Row(
                dice.chance(0.1) ? null : number + " é " + dice.hex(8),
                dice.chance(0.1) ? null : (long) number,
                dice.chance(0.1) ? null : number / 7.0,
                dice.chance(0.1) ? null : 1_700_000_000_000L + number,
                dice.chance(0.1) ? null : dice.hex(4).getBytes(StandardCharsets.UTF_8),
                dice.chance(0.1) ? null : labels,
                dice.chance(0.1) ? null : words);
    }

    private Path write(Table<Row> table, List<Row> rows) throws IOException {
        Path file = Files.createTempFile(folder, "rows", ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            TableWriter<Row> writer = new TableWriter<>(table.columns(), table.name(), out);
            for (Row row : rows) {
                writer.addElement(row);
            }
            writer.finish();
        }
        return file;
    }

    private Path compact(List<Path> files) throws Exception {
        Path compacted = folder.resolve("compacted.parquet");
        try (OutputStream out = Files.newOutputStream(compacted)) {
            List<org.apache.flink.core.fs.Path> paths = files.stream()
                    .map(file -> new org.apache.flink.core.fs.Path(file.toUri()))
                    .toList();
            new CompactTableFiles<>(TABLE).doCompact(paths, out);
        }
        return compacted;
    }

    /** Every row in its order, by DuckDB. */
    private static List<String> read(Path file) throws Exception {
        return read(file, "t");
    }

    private static List<String> read(Path file, String column) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT CAST(" + column + " AS VARCHAR) FROM '" + file + "' AS t")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
