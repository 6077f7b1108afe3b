package io.kanshi.forwarder.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {

    private final FixedVitals vitals = new FixedVitals();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HealthServer server;

    HealthServerTest() throws IOException {
        server = HealthServer.start(0, vitals);
    }

    @BeforeEach
    void restart() throws IOException {
        server.close();
        server = HealthServer.start(0, vitals);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Says what a test tells it to. */
    private static final class FixedVitals implements Vitals {

        Health health = new Health(Health.Status.HEALTHY, "", Duration.ZERO);
        List<Metric> metrics = List.of();

        @Override
        public Health health() {
            if (health.reason().equals("throw")) {
                throw new IllegalStateException("no idea");
            }
            return health;
        }

        @Override
        public List<Metric> metrics() {
            if (health.reason().equals("throw")) {
                throw new IllegalStateException("no idea");
            }
            return metrics;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)));
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int probe(Map<String, String> environment) {
        return new ProbeCommand()
                .run(
                        List.of(),
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int probe() {
        return probe(Map.of("KANSHI_HEALTH_PORT", "" + server.port()));
    }

    @Test
    void healthy() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"healthy\",\"oldest_unsent_seconds\":0.0}\n");
        assertThat(probe()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answer.body());
    }

    @Test
    void degradedIsNoReasonToReplaceTheTask() throws IOException, InterruptedException {
        vitals.health = new Health(Health.Status.DEGRADED, "Kinesis said \"no\" for 90 s", Duration.ofMillis(91_500));

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body())
                .isEqualTo("{\"status\":\"degraded\",\"reason\":\"Kinesis said \\\"no\\\" for 90 s\","
                        + "\"oldest_unsent_seconds\":91.5}\n");
        assertThat(probe()).isZero();
    }

    @Test
    void unhealthyAndUnknown() throws IOException, InterruptedException {
        vitals.health = new Health(Health.Status.UNHEALTHY, "no progress for 5 m", Duration.ofMinutes(5));
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"status\":\"unhealthy\"");
        assertThat(probe()).isEqualTo(1);

        vitals.health = new Health(Health.Status.HEALTHY, "throw", Duration.ZERO);
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("no idea");
        assertThat(get("/metrics").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsAsPrometheusReadsThem() throws IOException, InterruptedException {
        vitals.metrics = List.of(
                new Metric("kanshi_shed_total", "lines shed", Metric.Type.COUNTER, Map.of("level", "info"), 3),
                Metric.gauge("kanshi_held_bytes", "bytes \\ held\nnow", 1.5),
                new Metric(
                        "kanshi_shed_total",
                        "lines shed",
                        Metric.Type.COUNTER,
                        Map.of("level", "a\"b\\c\nd"),
                        1L << 52),
                Metric.gauge("kanshi_age", "", Double.POSITIVE_INFINITY));

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("""
                        # HELP kanshi_shed_total lines shed
                        # TYPE kanshi_shed_total counter
                        kanshi_shed_total{level="info"} 3
                        kanshi_shed_total{level="a\\"b\\\\c\\nd"} 4503599627370496
                        # HELP kanshi_held_bytes bytes \\\\ held\\nnow
                        # TYPE kanshi_held_bytes gauge
                        kanshi_held_bytes 1.5
                        # HELP kanshi_age\s
                        # TYPE kanshi_age gauge
                        kanshi_age +Inf
                        """);
        assertThatThrownBy(() -> Metric.gauge("a b", "", 1)).hasMessageContaining("a b");
        assertThatThrownBy(() -> new Metric("a", "", Metric.Type.GAUGE, Map.of("x-y", ""), 1))
                .hasMessageContaining("x-y");
    }

    @Test
    void otherPathsAndMethods() throws IOException, InterruptedException {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/healthz").statusCode()).isEqualTo(404);
        assertThat(ask(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void onlyLoopbackAndOnlyAFreePort() {
        assertThat(InetAddress.getLoopbackAddress().isLoopbackAddress()).isTrue();
        assertThatThrownBy(() -> HealthServer.start(server.port(), vitals))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("health.port must be free (")
                .hasMessageEndingWith("): " + server.port());
    }

    @Test
    void slowClientsDoNotKeepOthersFromAsking() throws IOException, InterruptedException {
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket third = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            for (Socket slow : List.of(first, second, third)) {
                slow.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theProbeFailsWithoutAnAnswer() throws IOException {
        server.close();
        assertThat(probe()).isEqualTo(1);
        assertThat(probe(Map.of("KANSHI_HEALTH_PORT", "0"))).isEqualTo(1);
        assertThat(probe(Map.of("KANSHI_HEALTH_PORT", "x"))).isEqualTo(1);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(probe(Map.of("KANSHI_HEALTH_PORT", "" + silent.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("kanshi-sidecar probe: "));
    }
}
