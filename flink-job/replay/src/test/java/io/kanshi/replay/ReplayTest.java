package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole replays, from the arguments to the files. */
final class ReplayTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aDayWithAnIncident() throws IOException {
        Path file =
                CaptureFiles.write(folder.resolve("shop.ndjson.gz"), incident().lines());
        Path out = folder.resolve("new/and/deep");
        Terminal terminal =
                Terminal.run("replay", file, "--out", out, "--parallelism", "2", "--set", "checkpoint.interval=1s");

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out())
                .contains("Replayed 1 file: 2026-11-02 04:00:00 to 2026-11-02 04:19:59 UTC (19 min 59 s)")
                .containsPattern("lines read +1,202\n")
                .containsPattern("joined to the line before +2\n")
                .containsPattern("payment +3\\d\\d\n")
                .containsPattern("critical +2026-11-02 04:\\d\\d:\\d\\d +\\S.* error-rate +service=payment")
                .contains("events/s");
        assertThat(names(out.resolve("logs/dt=2026-11-02/hour=04")))
                .isNotEmpty()
                .allMatch(name -> name.endsWith(".parquet"));
        assertThat(names(out.resolve("alerts"))).anyMatch(name -> name.endsWith(".ndjson"));
        assertThat(names(out.resolve("errors"))).anyMatch(name -> name.endsWith(".ndjson"));

        assertThat(Terminal.run("replay", file, "--out", out).exitCode()).isEqualTo(2);
    }

    @Test
    void brokenLinesAreAccountedFor() throws IOException {
        Path file = Files.write(
                folder.resolve("a.ndjson"),
                List.of(
                        incident().lines().get(0).fireLens(),
                        "{\"broken",
                        "\u001b[31mgarbage",
                        incident().lines().get(1).fireLens()));
        Terminal terminal = Terminal.run("replay", file, "--out", folder.resolve("out"));

        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).containsPattern("lines read +4\n").containsPattern("dead letters +2\n");
        assertThat(names(folder.resolve("out/dead_letters"))).anyMatch(name -> name.endsWith(".ndjson"));
    }

    @Test
    void aDamagedFileIsReplayedAndReported() throws IOException {
        byte[] whole = Files.readAllBytes(
                CaptureFiles.write(folder.resolve("whole.ndjson.gz"), incident().lines()));
        Path half = Files.write(folder.resolve("half.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));
        Terminal terminal = Terminal.run("replay", half, "--out", folder.resolve("out"));

        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.err()).contains("half.ndjson.gz is damaged behind byte");
        assertThat(terminal.out()).contains("Replayed 1 file: 2026-11-02 04:00:00");
    }

    @Test
    void nothingToReplay() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.log"));
        Terminal terminal = Terminal.run("replay", empty, "--out", folder.resolve("out"));

        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("Replayed 1 file: no lines", "Alerts\n  none");
    }

    /** Twenty minutes, a line a second; half of payment's fail in the middle. */
    private static Capture incident() {
        Capture capture = new Capture(Container.of("payment"), "2026-11-02T04:00:00Z");
        for (int second = 0; second < 1200; second++) {
            boolean fails = second >= 300 && second < 900 && second % 2 == 0;
            if (second == 600) {
                capture.err(
                        "ERROR charge failed",
                        "java.io.IOException: reset",
                        "\tat com.example.Charge.run(Charge.java:1)");
            } else {
                capture.out("{\"level\":\"" + (fails ? "error" : "info") + "\",\"msg\":\"charge " + second + "\"}");
            }
            capture.after(Duration.ofSeconds(1));
        }
        return capture;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
