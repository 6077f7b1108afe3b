package io.kanshi.whole;

import io.kanshi.testkit.s3.S3Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who lists one table in the bucket and queries it with DuckDB, over and over: like Athena he does not see names that begin with
 * a dot or an underscore. Fails when a file that he saw is gone, or when a row is there twice. One thread.
 */
final class ArchiveReader implements AutoCloseable {

    private final S3Bucket bucket;
    private final String prefix;
    private final Path folder;
    private final Set<String> seen = new HashSet<>();
    private final Connection database;

    /** @param prefix of the table's keys, ending in a slash */
    ArchiveReader(S3Bucket bucket, String prefix, Path folder) throws SQLException {
        this.bucket = bucket;
        this.prefix = prefix;
        this.folder = folder;
        database = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** Looks once at a table that says where a row comes from, and gives the rows that can be seen. */
    long look() throws IOException, SQLException {
        list();
        return seen.isEmpty() ? 0 : countOnce();
    }

    /** Looks once at what files there are. */
    void list() throws IOException {
        Set<String> now = bucket.keys().stream().filter(this::isVisible).collect(Collectors.toSet());
        Set<String> gone = new HashSet<>(seen);
        gone.removeAll(now);
        if (!gone.isEmpty()) {
            throw new AssertionError("files of the archive are gone: " + gone);
        }
        for (String key : now) {
            if (seen.add(key)) {
                download(key);
            }
        }
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    private boolean isVisible(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return key.startsWith(prefix) && !name.startsWith(".") && !name.startsWith("_");
    }

    private void download(String key) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bucket.bytes(key));
    }

    private long countOnce() throws SQLException {
        long rows = Long.parseLong(query("SELECT count(*) FROM t").get(0));
        long different = Long.parseLong(query("SELECT count(*) FROM (SELECT DISTINCT boot, lane, seq, line FROM t)")
                .get(0));
        if (rows != different) {
            throw new AssertionError(rows + " rows, of which only " + different + " are different");
        }
        return rows;
    }

    /** The first column of a query of {@code t}, the table as it was seen last. */
    List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        String table = "WITH t AS (SELECT * FROM read_parquet('" + folder.resolve(prefix) + "/*/*/*')) ";
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(table + sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
