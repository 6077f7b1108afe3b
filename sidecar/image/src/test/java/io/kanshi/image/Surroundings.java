package io.kanshi.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kanshi.testkit.sidecar.KinesisFake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a sidecar on ECS has around it, on the loopback: Kinesis behind TLS, credentials and metadata of the task. The certificate is
 * made for the run and signed by itself.
 */
final class Surroundings implements AutoCloseable {

    static final String STREAM = "logs";
    private static final String PASSWORD = "changeit";
    private static final Path METADATA = Path.of("../forwarder/src/test/resources/metadata");

    final KinesisFake kinesis = KinesisFake.start(STREAM);
    private final Path keys;
    private final HttpsServer front;
    private final HttpServer task;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Surroundings(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        keys = folder.resolve("keys.p12");
        makeKeys();
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        front = HttpsServer.create(anywhere, 0);
        front.setHttpsConfigurator(new HttpsConfigurator(tls()));
        front.createContext("/", this::pass);
        task = HttpServer.create(anywhere, 0);
        task.createContext(
                "/credentials",
                text(
                        "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"c\",\"Expiration\":\"2099-01-01T00:00:00Z\"}"));
        task.createContext("/v4/task/stats", text(Files.readString(METADATA.resolve("fargate-stats.json"))));
        task.createContext("/v4/task", text(Files.readString(METADATA.resolve("fargate-task.json"))));
        for (HttpServer server : List.of(front, task)) {
            server.setExecutor(threads);
            server.start();
        }
    }

    private void makeKeys() throws IOException, InterruptedException {
        Commands.run(
                keys.resolveSibling("."),
                List.of(
                        Commands.ofJdk("keytool"),
                        "-genkeypair",
                        "-alias",
                        "kinesis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString()));
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** The options by which a Java program trusts the certificate. */
    List<String> trust() {
        return List.of("-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    Map<String, String> settings() {
        String taskAddress = "http://127.0.0.1:" + task.getAddress().getPort();
        return Map.of(
                "KANSHI_KINESIS_STREAM", STREAM,
                "KANSHI_KINESIS_ENDPOINT",
                        "https://127.0.0.1:" + front.getAddress().getPort(),
                "AWS_REGION", "eu-central-1",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", taskAddress + "/credentials",
                "ECS_CONTAINER_METADATA_URI_V4", taskAddress + "/v4");
    }

    private static HttpHandler text(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream answer = exchange.getResponseBody()) {
                answer.write(bytes);
            }
        };
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpURLConnection onward = (HttpURLConnection)
                kinesis.endpoint().resolve(URI.create("/")).toURL().openConnection();
        onward.setRequestMethod(exchange.getRequestMethod());
        onward.setDoOutput(true);
        exchange.getRequestHeaders().forEach((name, values) -> onward.setRequestProperty(name, values.get(0)));
        try (OutputStream body = onward.getOutputStream()) {
            exchange.getRequestBody().transferTo(body);
        }
        int status = onward.getResponseCode();
        try (InputStream from = status < 400 ? onward.getInputStream() : onward.getErrorStream()) {
            byte[] answer = from == null ? new byte[0] : from.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", onward.getContentType());
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        front.stop(0);
        task.stop(0);
        kinesis.close();
        threads.shutdownNow();
    }
}
