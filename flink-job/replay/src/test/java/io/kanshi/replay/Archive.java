package io.kanshi.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of an output folder through DuckDB: one view for each that holds Parquet. Times are UTC. */
record Archive(Path folder) {

    /** All rows of a query, columns joined by a bar; SQL's NULL as {@code null}. */
    List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
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

    /** DuckDB keeps its memory outside of the Java heap. */
    Connection open() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String table :
                    List.of("logs", "alerts", "errors", "error_rate", "threshold_breaches", "dead_letters")) {
                if (holdsParquet(folder.resolve(table))) {
                    statement.execute("CREATE VIEW " + table.replace('-', '_') + " AS SELECT * FROM read_parquet('"
                            + folder.resolve(table)
                            + "/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)");
                }
            }
        }
        return connection;
    }

    private static boolean holdsParquet(Path table) throws IOException {
        if (!Files.isDirectory(table)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(table)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }
}
