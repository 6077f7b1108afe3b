package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the emulators of Kinesis share: they are awaited and get their streams by the service's own calls. One thread. */
final class KinesisEmulator implements AutoCloseable {

    /** The only one that streams are made in: emulators keep regions apart, or know one only. */
    static final String REGION = "us-east-1";

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final EmulatorProcess process;
    private final int port;

    private KinesisEmulator(String name, ProcessBuilder program, int port) throws IOException {
        this.name = name;
        this.port = port;
        process = EmulatorProcess.start(name, program);
    }

    /** Starts a program that listens on this port, and waits until it answers. */
    static KinesisEmulator start(String name, ProcessBuilder program, int port)
            throws IOException, InterruptedException {
        KinesisEmulator emulator = new KinesisEmulator(name, program, port);
        emulator.await("ListStreams", Json.object(), "StreamNames");
        return emulator;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes a stream and waits until it can be written to. */
    void createStream(String stream, int shards) throws IOException, InterruptedException {
        order("CreateStream", Json.object().put("StreamName", stream).put("ShardCount", shards));
        await("DescribeStreamSummary", Json.object().put("StreamName", stream), "\"ACTIVE\"");
    }

    /** The answer to a call, which must be taken. */
    String order(String operation, Json request) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(operation, request);
        if (answer.statusCode() != 200) {
            throw new IOException(name + " refused " + operation + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
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
                .timeout(ANSWER)
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
