package io.kanshi.forwarder.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reads one command and answers the same bytes every time; then it closes, or keeps silent until it is closed itself. */
final class FakeRedis implements AutoCloseable {

    private final ServerSocket server;
    private volatile byte[] answer = new byte[0];
    private volatile boolean silent;

    FakeRedis() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Thread thread = new Thread(this::serve, "fake-redis");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void answer(String bytes) {
        answer = bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    void keepSilent() {
        silent = true;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read(new byte[8192]) > 0) {
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                }
                if (silent) {
                    socket.getInputStream().read();
                }
            } catch (IOException gone) {
                // the reader left, or the test ended
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException ignored) {
            // nothing to save
        }
    }
}
