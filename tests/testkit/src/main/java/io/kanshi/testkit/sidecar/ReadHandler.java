package io.kanshi.testkit.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The HTTP of {@link ReadFake}. All threads. */
final class ReadHandler implements HttpHandler {

    private static final String TARGET = "Kinesis_20131202.";

    private final ReadCalls calls;
    private final Faults faults;
    private long requests;

    ReadHandler(ReadStream stream, Faults faults) {
        this.calls = new ReadCalls(stream);
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            countRequest();
            KinesisFault fault = faults.meet();
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            KinesisEncoding encoding =
                    KinesisEncoding.CBOR.contentType().equals(type) ? KinesisEncoding.CBOR : KinesisEncoding.JSON;
            try {
                send(exchange, 200, encoding, serve(exchange, encoding, body, fault));
            } catch (KinesisRefusal e) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
                Map<String, String> error = Map.of("__type", e.type(), "message", String.valueOf(e.getMessage()));
                send(exchange, e.status(), encoding, error);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object serve(HttpExchange exchange, KinesisEncoding encoding, byte[] body, KinesisFault fault)
            throws KinesisRefusal {
        if (fault instanceof KinesisFault.RefuseRequests refuse) {
            throw new KinesisRefusal(refuse.status(), refuse.type(), "told to refuse");
        }
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!target.startsWith(TARGET)) {
            throw new KinesisRefusal(400, "UnknownOperationException", "X-Amz-Target must start with " + TARGET);
        }
        if (!signature.startsWith("AWS4-HMAC-SHA256 ") || !signature.contains("/kinesis/aws4_request")) {
            throw new KinesisRefusal(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!(encoding.read(body) instanceof Map<?, ?> request)) {
            throw new KinesisRefusal(400, "SerializationException", "a request must be a map");
        }
        return calls.call(target.substring(TARGET.length()), request, encoding);
    }

    private static void send(HttpExchange exchange, int status, KinesisEncoding encoding, Object answer)
            throws IOException {
        byte[] body = encoding.write(answer);
        exchange.getResponseHeaders().set("Content-Type", encoding.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized void countRequest() {
        requests++;
        notifyAll();
    }

    synchronized long requests() {
        return requests;
    }

    synchronized void awaitRequests(long count, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (requests < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(
                        "waited " + timeout + " for " + count + " requests, but there are " + requests);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }
    }
}
