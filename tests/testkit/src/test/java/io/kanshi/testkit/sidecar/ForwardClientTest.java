package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that keeps the bytes and answers as told. */
final class ForwardClientTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void bytesArriveHoweverTheyAreCut() throws Exception {
        Dice dice = Seeds.diceFor("ForwardClientTest");
        byte[] bytes = dice.bytes(100_000);
        try (Server server = new Server(StandardProtocolFamily.UNIX, folder.resolve("s"))) {
            CompletableFuture<byte[]> received = server.receive(new byte[0]);
            try (ForwardClient client = ForwardClient.unix(folder.resolve("s"))) {
                client.send(bytes);
                client.sendCut(bytes, 1, 50_000, 99_999);
                client.sendInPieces(bytes, 5_000, dice);
                client.finish();
                assertThat(client.endsWithin(SOON)).isTrue();
            }
            byte[] expected = new byte[300_000];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(bytes, 0, expected, i * 100_000, 100_000);
            }
            assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    @Test
    void acksAreReadInOrder() throws Exception {
        ByteArrayOutputStream acks = new ByteArrayOutputStream();
        acks.writeBytes(ForwardMessages.value(Map.of("ack", "p8n9gmxTQVC8/nh2wlKKeQ==")));
        acks.writeBytes(ForwardMessages.value(Map.of("ack", "second")));
        try (Server server = new Server(StandardProtocolFamily.INET, folder)) {
            CompletableFuture<byte[]> received = server.receive(acks.toByteArray());
            try (ForwardClient client = ForwardClient.tcp((InetSocketAddress) server.address())) {
                assertThat(client.awaitAck(SOON)).isEqualTo("p8n9gmxTQVC8/nh2wlKKeQ==");
                assertThat(client.awaitAck(SOON)).isEqualTo("second");
                assertThatThrownBy(() -> client.awaitAck(Duration.ofMillis(20))).hasMessageContaining("no ack: waited");
                assertThat(client.endsWithin(Duration.ofMillis(20))).isFalse();
                client.finish();
                assertThatThrownBy(() -> client.awaitAck(SOON)).hasMessageContaining("no ack: the server closed");
            }
            assertThat(received.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNoAckIsNamed() throws Exception {
        try (Server server = new Server(StandardProtocolFamily.UNIX, folder.resolve("s"))) {
            CompletableFuture<byte[]> received = server.receive(ForwardMessages.value("hello"));
            try (ForwardClient client = ForwardClient.unix(folder.resolve("s"))) {
                assertThatThrownBy(() -> client.awaitAck(SOON)).hasMessageContaining("what is no ack");
            }
            assertThat(received.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    /** Takes one connection, writes its answer, then reads to the end. */
    private record Server(ServerSocketChannel channel) implements AutoCloseable {

        Server(StandardProtocolFamily family, Path socket) throws IOException {
            this(ServerSocketChannel.open(family));
            SocketAddress address = family == StandardProtocolFamily.UNIX
                    ? UnixDomainSocketAddress.of(socket)
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            channel.bind(address);
        }

        SocketAddress address() throws IOException {
            return channel.getLocalAddress();
        }

        CompletableFuture<byte[]> receive(byte[] answer) {
            return CompletableFuture.supplyAsync(() -> {
                try (SocketChannel connection = channel.accept()) {
                    connection.write(ByteBuffer.wrap(answer));
                    return java.nio.channels.Channels.newInputStream(connection).readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
