package io.kanshi.forwarder.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthSinkTest {

    private static Socket connect(HealthSink sink) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** What `echo … | nc 127.0.0.1 8877` of FireLens' health check does: it writes, ends its output and waits for the close. */
    @Test
    void aHealthCheckComesToItsEnd() throws IOException {
        try (HealthSink sink = HealthSink.start(0, Clock.systemUTC())) {
            for (int i = 1; i <= 3; i++) {
                try (Socket check = connect(sink)) {
                    check.getOutputStream().write("{\"health\": \"check\"}\n".getBytes(StandardCharsets.US_ASCII));
                    check.shutdownOutput();
                    assertThat(check.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(sink.accepted()).isEqualTo(i);
            }
        }
    }

    @Test
    void aSilentConnectionIsClosedAfterTheTimeLimit() throws IOException {
        try (HealthSink sink = HealthSink.start(0, Clock.systemUTC());
                Socket silent = connect(sink)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whenThereAreTooManyTheOldestGoes() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        Clock standing = Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);
        try (HealthSink sink = HealthSink.start(0, standing)) {
            for (int i = 0; i <= HealthSink.MAX_CONNECTIONS; i++) {
                sockets.add(connect(sink));
            }
            int closed = 0;
            for (Socket socket : sockets) {
                socket.setSoTimeout(300);
                closed += isClosed(socket) ? 1 : 0;
            }
            assertThat(closed)
                    .as("time stands still, so only the number of connections closes one")
                    .isEqualTo(1);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (HealthSink sink = HealthSink.start(0, Clock.systemUTC())) {
            assertThatThrownBy(() -> HealthSink.start(sink.port(), Clock.systemUTC()))
                    .hasMessageStartingWith("firelens.health-port must be free (");
        }
    }
}
