package io.kanshi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a contestant left behind, read by DuckDB whoever wrote it.
 *
 * @param lines lines within the rows: a joined stack trace is one row and many lines, so this is equal for all
 */
public record Archive(long rows, long lines, long errors, int files, long bytes) {

    static Archive of(Path output) throws IOException, SQLException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(output.resolve("logs"))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        String query = "SELECT count(*), sum(1 + length(log) - length(replace(log, chr(10), ''))), "
                + "count(*) FILTER (level IN ('error', 'fatal')) FROM read_parquet('"
                + output.toString().replace("'", "''") + "/logs/**/*.parquet', hive_partitioning = false)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return new Archive(result.getLong(1), result.getLong(2), result.getLong(3), files.size(), bytes);
        }
    }

    public static void delete(Path output) throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
