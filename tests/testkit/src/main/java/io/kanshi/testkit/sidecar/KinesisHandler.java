package io.kanshi.testkit.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The HTTP of {@link KinesisFake}: from a request's headers and body to an answer, an error, or a closed connection. All threads. */
final class KinesisHandler implements HttpHandler {

    private static final String TARGET = "Kinesis_20131202.";

    private final KinesisFakeOptions options;
    private final Stream stream;
    private final RecordLog log;
    private final Faults faults;
    private final int maxBodyBytes;
    private final Set<String> contentTypes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    KinesisHandler(KinesisFakeOptions options, Stream stream, RecordLog log, Faults faults) {
        this.options = options;
        this.stream = stream;
        this.log = log;
        this.faults = faults;
        // base64 makes four of three bytes, and there are names and quotes around every record
        maxBodyBytes = 2 * options.limits().requestBytes() + (1 << 20);
    }

    Set<String> contentTypes() {
        return Set.copyOf(contentTypes);
    }

    /** Requests that wait are dropped from now on. */
    void close() {
        closed = true;
        faults.set(new KinesisFault.None(), Long.MAX_VALUE);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
            log.count(KinesisCounts::oneRequest);
            contentTypes.add(String.valueOf(header(exchange, "Content-Type")));
            KinesisFault fault = faults.meet();
            if (closed) {
                return;
            }
            KinesisEncoding encoding = encodingOf(exchange);
            try {
                Object answer = serve(exchange, encoding, body, fault);
                if (fault instanceof KinesisFault.LoseAnswers) {
                    log.count(KinesisCounts::oneLostAnswer);
                } else {
                    send(exchange, 200, encoding, answer);
                }
            } catch (KinesisRefusal e) {
                log.count(KinesisCounts::oneRefusedRequest);
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
                send(
                        exchange,
                        e.status(),
                        encoding,
                        Map.of("__type", e.type(), "message", String.valueOf(e.getMessage())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KinesisEncoding encodingOf(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return KinesisEncoding.CBOR.contentType().equals(type) ? KinesisEncoding.CBOR : KinesisEncoding.JSON;
    }

    private Object serve(HttpExchange exchange, KinesisEncoding encoding, byte[] body, KinesisFault fault)
            throws KinesisRefusal {
        if (fault instanceof KinesisFault.RefuseRequests refuse) {
            throw new KinesisRefusal(refuse.status(), refuse.type(), "told to refuse");
        }
        checkEnvelope(exchange, encoding, body);
        Map<?, ?> request = read(encoding, body);
        String operation = String.valueOf(header(exchange, "X-Amz-Target")).substring(TARGET.length());
        checkStream(request);
        return switch (operation) {
            case "PutRecords" -> {
                try {
                    yield stream.put(PutRecords.read(request, encoding, options.limits()), fault);
                } catch (IllegalArgumentException e) {
                    throw new KinesisRefusal(400, "SerializationException", String.valueOf(e.getMessage()));
                }
            }
            case "ListShards" -> stream.listShards();
            case "DescribeStreamSummary" -> stream.describe();
            default -> throw new KinesisRefusal(400, "UnknownOperationException", "this fake has no " + operation);
        };
    }

    private void checkEnvelope(HttpExchange exchange, KinesisEncoding encoding, byte[] body) throws KinesisRefusal {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new KinesisRefusal(405, "UnsupportedOperationException", exchange.getRequestMethod());
        }
        if (body.length > maxBodyBytes) {
            throw new KinesisRefusal(413, "RequestEntityTooLargeException", "more than " + maxBodyBytes + " bytes");
        }
        if (!encoding.contentType().equals(header(exchange, "Content-Type"))) {
            throw new KinesisRefusal(
                    404, "UnknownOperationException", "Content-Type " + header(exchange, "Content-Type"));
        }
        if (!String.valueOf(header(exchange, "X-Amz-Target")).startsWith(TARGET)) {
            throw new KinesisRefusal(400, "UnknownOperationException", "X-Amz-Target must start with " + TARGET);
        }
        String signature = String.valueOf(header(exchange, "Authorization"));
        if (!signature.startsWith("AWS4-HMAC-SHA256 ") || !signature.contains("/kinesis/aws4_request")) {
            throw new KinesisRefusal(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static Map<?, ?> read(KinesisEncoding encoding, byte[] body) throws KinesisRefusal {
        try {
            if (encoding.read(body) instanceof Map<?, ?> request) {
                return request;
            }
        } catch (IllegalArgumentException e) {
            throw new KinesisRefusal(400, "SerializationException", String.valueOf(e.getMessage()));
        }
        throw new KinesisRefusal(400, "SerializationException", "a request must be a map");
    }

    private void checkStream(Map<?, ?> request) throws KinesisRefusal {
        boolean named = options.stream().equals(request.get("StreamName"))
                || request.get("StreamARN") instanceof String arn && arn.endsWith(":stream/" + options.stream());
        if (!named) {
            String name = request.get("StreamName") + " " + request.get("StreamARN");
            throw new KinesisRefusal(400, "ResourceNotFoundException", "Stream " + name + " not found.");
        }
    }

    private static void send(HttpExchange exchange, int status, KinesisEncoding encoding, Object answer)
            throws IOException {
        byte[] body = encoding.write(answer);
        exchange.getResponseHeaders().set("Content-Type", encoding.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
