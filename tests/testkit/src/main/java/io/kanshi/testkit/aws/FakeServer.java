package io.kanshi.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The HTTP of a fake: every request has a thread, meets the trouble of the moment, and is served. All threads. */
final class FakeServer implements AutoCloseable {

    static {
        // Else the JDK's server leaves answers to Nagle's algorithm and the client's delayed acks: 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final Service service;

    /** What is behind the HTTP. */
    interface Service {

        /** Decides once for each request, before it is served. */
        Trouble trouble(Request request);

        /** The body of a good answer. */
        String serve(Request request) throws Refusal;

        String contentType();

        String error(String code, String message);
    }

    /** @param target header X-Amz-Target, or empty */
    record Request(String target, String body) {}

    /** A request that is refused as a whole. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        private final Trouble.Refuse refuse;

        Refusal(Trouble.Refuse refuse) {
            super(refuse.code());
            this.refuse = refuse;
        }

        Refusal(String code, String message) {
            this(new Trouble.Refuse(400, code, message));
        }
    }

    FakeServer(Service service) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Request request = new Request(target == null ? "" : target, body);
            Trouble trouble = service.trouble(request);
            if (trouble instanceof Trouble.Slow slow
                    && closed.await(slow.delay().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            answer(exchange, request, trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Request request, Trouble trouble) throws IOException {
        try {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                throw new Refusal("MissingAuthenticationToken", "Missing Authentication Token");
            }
            if (trouble instanceof Trouble.Refuse refuse) {
                throw new Refusal(refuse);
            }
            String answer = service.serve(request);
            if (!(trouble instanceof Trouble.LoseAnswer)) {
                send(exchange, 200, answer);
            }
        } catch (Refusal refused) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refused.refuse.code());
            send(exchange, refused.refuse.status(), service.error(refused.refuse.code(), refused.refuse.message()));
        }
    }

    private void send(HttpExchange exchange, int status, String answer) throws IOException {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", service.contentType());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
