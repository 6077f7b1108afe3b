package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmulatorProcess process;
    private final int port;

    private KinesisLocal(Emulators emulators, int port) throws IOException {
        this.port = port;
        Path folder = emulators.module("kinesis-local");
        ProcessBuilder builder =
                new ProcessBuilder("node", folder.resolve("main.js").toString());
        builder.environment()
                .put("KINESIS_MOCK_CERT_PATH", folder.resolve("server.json").toString());
        builder.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
        builder.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(EmulatorProcess.freePort()));
        builder.environment().put("CREATE_STREAM_DURATION", "50ms");
        process = EmulatorProcess.start("kinesis-local", builder);
    }

    /** Starts it, or fails with what is missing. */
    public static KinesisLocal start() throws IOException, InterruptedException {
        return start(EmulatorProcess.freePort());
    }

    /** On a port that somebody has written down. */
    public static KinesisLocal start(int port) throws IOException, InterruptedException {
        KinesisLocal local = new KinesisLocal(Emulators.installed(), port);
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
        process.await(() -> {
            String answer = call(operation, request).body();
            if (!answer.contains(wanted)) {
                throw new IOException(operation + " gave " + answer);
            }
            return true;
        });
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

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
    }
}
