package io.kanshi.forwarder.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /health} and {@code /metrics} on a loopback port, in daemon threads of its own, one a request, bounded: a
 * client that sends a byte a second keeps one of them until the limit, not the others. Healthy and degraded answer 200, unhealthy
 * 503; so does a {@link Vitals} that throws, for then nobody knows. Never listens on another interface.
 */
public final class HealthServer implements AutoCloseable {

    /** A request that finds all of them busy is closed. */
    private static final int MOST_THREADS = 16;

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int BACKLOG = 16;

    /** Limits of the JDK's server, in seconds and connections; it reads them once, when its first server is made. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "5",
            "sun.net.httpserver.maxIdleConnections", "16",
            "jdk.httpserver.maxConnections", "64");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Vitals vitals;

    private HealthServer(HttpServer server, Vitals vitals) {
        this.server = server;
        this.vitals = vitals;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0, MOST_THREADS, KEPT.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "kanshi-health-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Binds and serves; {@code port} 0 takes any free one, which is for tests. */
    public static HealthServer start(int port, Vitals vitals) throws IOException {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException taken) {
            throw new IOException("health.port must be free (" + taken.getMessage() + "): " + port, taken);
        }
        HealthServer server = new HealthServer(http, vitals);
        http.createContext("/", server::answer);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean known = path.equals("/health") || path.equals("/metrics");
            if (!known) {
                send(exchange, 404, "text/plain; charset=utf-8", "there are /health and /metrics\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain; charset=utf-8", "only GET\n");
            } else if (path.equals("/health")) {
                health(exchange);
            } else {
                metrics(exchange);
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        Health health;
        try {
            health = vitals.health();
        } catch (RuntimeException broken) {
            health = new Health(Health.Status.UNHEALTHY, "the health is not known: " + broken, Duration.ZERO);
        }
        int status = health.status() == Health.Status.UNHEALTHY ? 503 : 200;
        send(exchange, status, "application/json", HealthJson.write(health) + "\n");
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String text;
        try {
            text = MetricsText.write(vitals.metrics());
        } catch (RuntimeException broken) {
            send(exchange, 503, "text/plain; charset=utf-8", "the metrics are not known: " + broken + "\n");
            return;
        }
        send(exchange, 200, MetricsText.CONTENT_TYPE, text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops at once; an answer under way is cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
