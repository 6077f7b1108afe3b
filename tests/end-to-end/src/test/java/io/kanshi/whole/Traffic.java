package io.kanshi.whole;

import io.kanshi.forwarder.Ending;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A container that writes lines through a sidecar of its own, without a pause until it is told to end; each line is another one, and some
 * are errors. Starts at once, in a thread of its own.
 */
final class Traffic implements AutoCloseable {

    private static final int BATCH = 100;

    /** The first of so many is an error; more where the emulator of Kinesis has to last longer. */
    private static final int LINES_AN_ERROR = Integer.getInteger("kanshi.lines-an-error", 100);

    /** Between the batches; less for more lines. */
    private static final int PAUSE_MILLIS = Integer.getInteger("kanshi.pause-millis", 100);

    private static final String FRAME_AGE = System.getProperty("kanshi.frame-age", "200ms");

    /** Tells the number of a line, in a query of column log. */
    static final String NUMBER = "CAST(regexp_extract(log, 'charge ([0-9]+) of', 1) AS BIGINT)";

    private final WholeSidecar sidecar;
    private final CompletableFuture<Void> writing;
    private volatile long written;
    private volatile boolean ends;

    /** @param kinesis its address */
    Traffic(Path folder, URI kinesis, String stream) throws Exception {
        sidecar = WholeSidecar.ofShop(
                folder, kinesis, stream, "KANSHI_FRAME_MAX_AGE", FRAME_AGE, "KANSHI_FRAME_IDLE_HEADER_EVERY", "1s");
        writing = CompletableFuture.runAsync(this::write);
    }

    private void write() {
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        try (ForwardClient client = ForwardClient.unix(sidecar.socket)) {
            while (!ends) {
                long before = written;
                for (int i = 0; i < BATCH; i++) {
                    String level = (before + i) % LINES_AN_ERROR == 0 ? "error" : "info";
                    String line = "{\"level\":\"" + level + "\",\"msg\":\"charge " + (before + i) + " of the day\"}";
                    client.send(DockerLines.joined(docker.line(Instant.now(), "stdout", line)));
                }
                written = before + BATCH;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            client.finish();
            if (!client.endsWithin(Duration.ofSeconds(30))) {
                throw new AssertionError("the sidecar has not ended the connection");
            }
        } catch (Exception broken) {
            throw new AssertionError("lines cannot be written", broken);
        }
    }

    /** How many of so many lines, from the first on, are errors. */
    static long errors(long lines) {
        return (lines + LINES_AN_ERROR - 1) / LINES_AN_ERROR;
    }

    /** Lines that were written so far. */
    long written() {
        return written;
    }

    /** Waits until so many were written. */
    void awaitWritten(long lines, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (written < lines) {
            if (System.nanoTime() > deadline || writing.isDone()) {
                throw new AssertionError(written + " lines of " + lines + " were written within " + patience);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** How many lines were written in all, numbered from 0, once Kinesis has them. */
    long end() throws Exception {
        ends = true;
        writing.get(120, TimeUnit.SECONDS);
        Ending ending = sidecar.end();
        if (ending.exitCode() != 0) {
            throw new AssertionError(ending.sentence());
        }
        return written;
    }

    @Override
    public void close() throws Exception {
        ends = true;
        sidecar.close();
    }
}
