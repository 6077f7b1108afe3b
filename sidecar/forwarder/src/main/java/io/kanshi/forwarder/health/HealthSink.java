package io.kanshi.forwarder.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The TCP port on loopback that FireLens' health check writes to: accepts, reads and discards, in one daemon thread. A connection is
 * closed at its end of input, and in any case after a time limit, so that a check which waits for the close comes to its end. When there
 * are too many, the oldest goes. Its content is never looked at.
 */
public final class HealthSink implements AutoCloseable {

    static final int MAX_CONNECTIONS = 32;
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int BUFFER_BYTES = 4096;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Clock clock;
    private final ByteBuffer discarded = ByteBuffer.allocate(BUFFER_BYTES);
    private final LongAdder accepted = new LongAdder();

    private HealthSink(ServerSocketChannel server, Selector selector, Clock clock) {
        this.server = server;
        this.selector = selector;
        this.clock = clock;
    }

    /** Binds and serves; {@code port} 0 takes any free one, which is for tests. */
    public static HealthSink start(int port, Clock clock) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
        } catch (IOException taken) {
            server.close();
            throw new IOException("firelens.health-port must be free (" + taken.getMessage() + "): " + port, taken);
        }
        server.configureBlocking(false);
        HealthSink sink = new HealthSink(server, Selector.open(), clock);
        server.register(sink.selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(sink::serve, "kanshi-health-sink");
        thread.setDaemon(true);
        thread.start();
        return sink;
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** Connections so far. */
    public long accepted() {
        return accepted.sum();
    }

    private void serve() {
        while (selector.isOpen()) {
            try {
                selector.select(LONGEST.toMillis() / 4);
                if (selector.isOpen()) {
                    serveReady();
                    closeOverdue();
                }
            } catch (IOException | RuntimeException oneOfThem) {
                // The port and the other connections go on; what cannot be accepted (no more files) is ready again at
                // once.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void serveReady() throws IOException {
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key.isValid() && key.isAcceptable()) {
                accept();
            } else if (key.isValid() && key.isReadable()) {
                discard(key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        List<SelectionKey> open = connections();
        if (open.size() >= MAX_CONNECTIONS) {
            open.stream()
                    .min((a, b) -> Long.compare((long) a.attachment(), (long) b.attachment()))
                    .ifPresent(HealthSink::close);
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, clock.millis() + LONGEST.toMillis());
        accepted.increment();
    }

    private void discard(SelectionKey key) {
        discarded.clear();
        try {
            if (((SocketChannel) key.channel()).read(discarded) < 0) {
                close(key);
            }
        } catch (IOException broken) {
            close(key);
        }
    }

    private void closeOverdue() {
        long now = clock.millis();
        connections().stream().filter(key -> (long) key.attachment() <= now).forEach(HealthSink::close);
    }

    private List<SelectionKey> connections() {
        return selector.keys().stream()
                .filter(key -> key.isValid() && key.attachment() != null)
                .toList();
    }

    private static void close(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException alreadyGone) {
            // nothing was promised
        }
    }

    @Override
    public void close() throws IOException {
        connections().forEach(HealthSink::close);
        server.close();
        selector.close();
    }
}
