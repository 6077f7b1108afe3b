package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The emulator kinesis-local as a process of its own: a second opinion beside {@link KinesisFake}, by people who read the service's
 * documentation for themselves. Installed on first use; where Node is missing the test fails and says what to install. It is slow, takes
 * too large batches, and never throttles. One thread.
 */
public final class KinesisLocal implements AutoCloseable {

    /** The only one that streams are made in: the emulator keeps regions apart. */
    public static final String REGION = "us-east-1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);
    private final int port;

    private KinesisLocal(Emulators emulators) throws IOException {
        port = freePort();
        log = Files.createTempFile("kinesis-local", ".log");
        Path folder = emulators.module("kinesis-local");
        ProcessBuilder builder = new ProcessBuilder(
                        "node", folder.resolve("main.js").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("KINESIS_MOCK_CERT_PATH", folder.resolve("server.json").toString());
        builder.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
        builder.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()));
        builder.environment().put("CREATE_STREAM_DURATION", "50ms");
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it, or fails with what is missing. */
    public static KinesisLocal start() throws IOException, InterruptedException {
        KinesisLocal local = new KinesisLocal(Emulators.installed());
        local.await("ListStreams", Json.object(), "StreamNames");
        return local;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes a stream and waits until it can be written to. */
    public void createStream(String name, int shards) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                call("CreateStream", Json.object().put("StreamName", name).put("ShardCount", shards));
        if (answer.statusCode() != 200) {
            throw new IOException("kinesis-local made no stream: " + answer.statusCode() + " " + answer.body());
        }
        await("DescribeStreamSummary", Json.object().put("StreamName", name), "\"ACTIVE\"");
    }

    private void await(String operation, Json request, String wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                last = call(operation, request).body();
                if (last.contains(wanted)) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            Thread.sleep(20);
        }
        String said = Files.readString(log);
        close();
        throw new IOException("kinesis-local is not ready: " + operation + " gave " + last + "; it said:\n" + said);
    }

    private HttpResponse<String> call(String operation, Json request) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(endpoint())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", KinesisEncoding.JSON.contentType())
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=key/20260101/" + REGION
                                + "/kinesis/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        return client.send(post, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // It holds nothing that is worth an orderly end, which takes it more than ten seconds.
        kill();
        process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the JVM is ending and has started the hook
        }
        Files.deleteIfExists(log);
    }
}
