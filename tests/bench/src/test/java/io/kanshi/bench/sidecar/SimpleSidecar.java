package io.kanshi.bench.sidecar;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** A sidecar of the simplest kind, for the test of the measurement: 500 messages a frame, a frame a request; started by its settings. */
final class SimpleSidecar {

    private static final int EVENTS_PER_FRAME = 500;

    private SimpleSidecar() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                FrameWriter frames = new FrameWriter()) {
            server.bind(UnixDomainSocketAddress.of(setting("KANSHI_FORWARD_SOCKET")));
            try (SocketChannel connection = server.accept();
                    MessageUnpacker messages = MessagePack.newDefaultUnpacker(connection)) {
                long received = 0;
                while (messages.hasNext()) {
                    byte[] line = messages.unpackValue().toJson().getBytes(StandardCharsets.UTF_8);
                    frames.add(line, 0, line.length);
                    received++;
                    if (received % EVENTS_PER_FRAME == 0) {
                        long seq = received / EVENTS_PER_FRAME;
                        put(frames.seal(
                                FrameHeader.of("boot", 0, seq, frames.events()).withTotals(received, 0, 0, 0)));
                    }
                }
            }
            new CountDownLatch(1).await();
        }
    }

    private static void put(byte[] frame) throws IOException {
        URI endpoint = URI.create(setting("KANSHI_KINESIS_ENDPOINT"));
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
        connection.setRequestProperty("X-Amz-Target", "Kinesis_20131202.PutRecords");
        connection.setRequestProperty("Authorization", "AWS4-HMAC-SHA256 Credential=key/1/r/kinesis/aws4_request");
        String body =
                "{\"StreamName\":\"" + setting("KANSHI_KINESIS_STREAM") + "\",\"Records\":[{\"PartitionKey\":\"p\","
                        + "\"Data\":\"" + Base64.getEncoder().encodeToString(frame) + "\"}]}";
        connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
        if (connection.getResponseCode() != 200) {
            throw new IOException("status " + connection.getResponseCode());
        }
        connection.getInputStream().readAllBytes();
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " must be set");
        }
        return value;
    }
}
