package io.kanshi.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.replay.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command: from the start to an alert, a file's lines in the archive, and an end that leaves nothing running. */
@Timeout(240)
final class LocalTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
    }

    @Test
    void theDemoAlertsAFilesLinesAreArchivedAndAllEnds() throws Exception {
        Path file = Files.writeString(folder.resolve("my-app.log"), "first line\nsecond line\n");
        Main main = new Main(console());
        CommandLine line = new CommandLine(main).setExecutionExceptionHandler((failure, command, parsed) -> {
            throw new CommandLine.ExecutionException(command, "it went wrong", failure);
        });
        Path place = folder.resolve("local");
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() ->
                line.execute("--demo", "--follow", file.toString(), "--folder", place.toString(), "--web-port", "0"));
        await(running, () -> out.toString(StandardCharsets.UTF_8).contains("firing    critical  error-burst"));
        await(running, () -> archived(place).contains("second line"));
        main.stopNow();

        assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(archived(place)).contains("first line", "second line");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidBeforeAnythingStarts() {
        int exitCode =
                Main.run(console(), "--follow", folder.resolve("none.log").toString());
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("kanshi: --follow must be a file that can be read: ")
                .hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(CompletableFuture<Integer> running, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (running.isDone()) {
                throw new AssertionError("ended with " + running.get() + ": " + out + err);
            }
            assertThat(System.nanoTime()).as("too late: %s %s", out, err).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<String> archived(Path place) throws Exception {
        List<String> lines = new ArrayList<>();
        Path logs = place.resolve("archive/logs");
        if (!holdsParquet(logs)) {
            return lines;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT log FROM '" + logs + "/*/*/*.parquet' WHERE service = 'my-app' ORDER BY seq, line")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static boolean holdsParquet(Path logs) throws IOException {
        if (!Files.exists(logs)) {
            return false;
        }
        try (var files = Files.walk(logs)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".parquet") && !name.startsWith("."));
        }
    }
}
