package io.kanshi.testkit.s3;

import io.kanshi.testkit.emulator.EmulatorProcess;
import io.kanshi.testkit.emulator.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The emulator S3Proxy as a process of its own, on a free port of the loopback: it keeps objects in memory and checks signatures. Where
 * its jars are missing the test fails and says how they get there. Ended by its process. One thread.
 */
public final class S3Emulator implements AutoCloseable {

    public static final String ACCESS_KEY = "test";
    public static final String SECRET_KEY = "test";

    /** It has none, but whoever signs a request must name one. */
    public static final String REGION = "eu-central-1";

    private static final Path JARS = Path.of("tests", "emulators", "s3", "target", "lib");
    private final EmulatorProcess process;
    private final Path settings;
    private final int port;

    private S3Emulator(Path jars) throws IOException {
        port = EmulatorProcess.freePort();
        settings = Files.createTempFile("s3proxy", ".properties");
        try (var file = Files.newBufferedWriter(settings)) {
            settings(endpoint()).store(file, null);
        }
        process = EmulatorProcess.start(
                "s3proxy",
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // It sends what is written to the error stream to its log, which would be there.
                        "-Dorg.slf4j.simpleLogger.cacheOutputStream=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        jars.resolve("*").toString(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()));
    }

    private static Properties settings(URI endpoint) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "s3proxy.endpoint", endpoint.toString(),
                "s3proxy.authorization", "aws-v2-or-v4",
                "s3proxy.identity", ACCESS_KEY,
                "s3proxy.credential", SECRET_KEY,
                "jclouds.provider", "transient-nio2",
                "jclouds.identity", "unused",
                "jclouds.credential", "unused"));
        return properties;
    }

    /** Starts it and waits until it answers, or fails with what is missing. */
    public static S3Emulator start() throws IOException, InterruptedException {
        S3Emulator emulator = new S3Emulator(ProjectFolder.find(
                JARS, "mvnw generate-resources -pl tests/emulators/s3 copies the S3 emulator there"));
        emulator.awaitAnswer();
        return emulator;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest unsigned = HttpRequest.newBuilder(endpoint()).build();
        process.await(() -> {
            client.send(unsigned, HttpResponse.BodyHandlers.discarding());
            return true;
        });
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        Files.deleteIfExists(settings);
    }
}
