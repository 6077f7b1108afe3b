package io.kanshi.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.replay.Kanshi;
import io.kanshi.testkit.s3.S3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code kanshi job probe} as a program of its own. One thread. */
final class ProbeProcess implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private ProbeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ProbeProcess start(Path folder, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Daws.accessKeyId=" + S3Emulator.ACCESS_KEY,
                "-Daws.secretAccessKey=" + S3Emulator.SECRET_KEY,
                "-cp",
                System.getProperty("java.class.path"),
                Kanshi.class.getName(),
                "job",
                "probe"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = folder.resolve("probe.out");
        Path err = folder.resolve("probe.err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ProbeProcess(process, out, err);
    }

    /** Until so many lines of its output hold this. */
    void awaitTold(int count, String pattern) throws IOException, InterruptedException {
        await(out, count, pattern);
    }

    void awaitComplaint(String pattern) throws IOException, InterruptedException {
        await(err, 1, pattern);
    }

    private void await(Path file, int count, String pattern) throws IOException, InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        while (Files.readAllLines(file).stream()
                        .filter(line -> wanted.matcher(line).find())
                        .count()
                < count) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "the probe has ended: " + Files.readString(out) + " and " + Files.readString(err));
            }
        }
    }

    String complaints() throws IOException {
        return Files.readString(err);
    }

    /** Ends it as a platform does; its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
