package io.kanshi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB: one COPY of a query over the captured lines, written for the corpus. Order need not be kept, which makes it faster. */
final class DuckDb implements Contestant {

    private final Connection connection;
    private final String query;

    DuckDb(String corpus, int threads) throws SQLException, IOException {
        query = Resources.text(corpus + ".sql");
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            statement.execute("SET preserve_insertion_order = false");
        }
    }

    @Override
    public void archive(Path capture, Path output) throws SQLException, IOException {
        Files.createDirectories(output);
        String copy = query.replace("${in}", quoted(capture)).replace("${out}", quoted(output.resolve("logs")));
        try (Statement statement = connection.createStatement()) {
            statement.execute(copy);
        }
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
