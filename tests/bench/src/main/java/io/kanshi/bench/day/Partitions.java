package io.kanshi.bench.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader sees of a table: rows, and files of each hour. Names that begin with a dot are not there for him.
 *
 * @param files an hour, but for the last two hours, into which rows and compactions may still come
 */
record Partitions(String table, long rows, LongSummaryStatistics files) {

    static Partitions of(Path folder, String table) throws IOException, SQLException {
        List<Path> files = List.of();
        if (Files.exists(folder.resolve(table))) {
            try (Stream<Path> all = Files.walk(folder.resolve(table))) {
                files = all.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList();
            }
        }
        Map<Path, Long> hours =
                files.stream().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        return new Partitions(
                table,
                files.isEmpty() ? 0 : rows(files),
                hours.values().stream()
                        .limit(Math.max(0, hours.size() - 2))
                        .mapToLong(Long::longValue)
                        .summaryStatistics());
    }

    private static long rows(List<Path> files) throws SQLException {
        String names = files.stream()
                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(",", "[", "]"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet(" + names + ", hive_partitioning = false)")) {
            result.next();
            return result.getLong(1);
        }
    }

    static String title() {
        return "%n%-20s %14s %16s %16s%n".formatted("table", "rows", "files an hour", "at most");
    }

    String row() {
        return files.getCount() == 0
                ? String.format(Locale.ROOT, "%-20s %,14d%n", table, rows)
                : String.format(
                        Locale.ROOT, "%-20s %,14d %16.1f %16d%n", table, rows, files.getAverage(), files.getMax());
    }
}
