package io.kanshi.forwarder.net;

import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * GET of a small answer over plain http. Asks in HTTP/1.0, so that the end of the stream is the end of the answer: no chunks, no kept
 * connection, no redirect, and none of the threads and classes of a full client.
 */
public final class NearbyGet {

    private static final int DEFAULT_PORT = 80;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Duration within;
    private final int limitBytes;

    public NearbyGet(Duration within, int limitBytes) {
        this.within = within;
        this.limitBytes = limitBytes;
    }

    /** What a server said: its status and the body. */
    public record Answer(int status, byte[] body) {}

    /** The answer, whatever its status. */
    public Answer ask(URI uri) throws NearbyFailure {
        String host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        try (NearbyConnection connection = NearbyConnection.open(host, port, within, limitBytes)) {
            connection.write("GET " + path + " HTTP/1.0\r\nHost: " + uri.getRawAuthority()
                    + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
            return parse(connection.readAll());
        }
    }

    /** The body of an answer with status 200. */
    public byte[] body(URI uri) throws NearbyFailure {
        Answer answer = ask(uri);
        if (answer.status() != 200) {
            throw new NearbyFailure(Reason.REFUSED, "status " + answer.status());
        }
        return answer.body();
    }

    static Answer parse(byte[] bytes) throws NearbyFailure {
        int end = headEnd(bytes);
        String[] head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!head[0].matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new NearbyFailure(Reason.BROKEN, "not an HTTP answer");
        }
        byte[] body = Arrays.copyOfRange(bytes, end + HEAD_END.length, bytes.length);
        for (String line : head) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("transfer-encoding:")) {
                throw new NearbyFailure(Reason.BROKEN, "an answer in chunks to HTTP/1.0");
            }
            if (header.startsWith("content-length:")
                    && !header.substring("content-length:".length()).strip().equals(Integer.toString(body.length))) {
                throw new NearbyFailure(
                        Reason.BROKEN,
                        "the answer was cut: " + body.length + " bytes, announced were" + header.substring(15));
            }
        }
        return new Answer(Integer.parseInt(head[0].substring(9, 12)), body);
    }

    private static int headEnd(byte[] bytes) throws NearbyFailure {
        for (int i = 0; i + HEAD_END.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i;
            }
        }
        throw new NearbyFailure(Reason.BROKEN, "not an HTTP answer");
    }
}
