package io.kanshi.forwarder.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Listens, reads and acks: one thread for all connections, which never waits for anything but bytes. Each turn gives every connection
 * that has something a bounded read, so that none can slow the others.
 */
public final class ForwardServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ForwardLimits limits;
    private final Records records;
    private final Inlet inlet;
    private final Selector selector;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();
    private final Map<Connection, SelectionKey> connections = new LinkedHashMap<>();
    private volatile int open;
    private boolean acksWait;
    private final LongAdder acceptedConnections = new LongAdder();

    public ForwardServer(ForwardLimits limits, Records records) throws IOException {
        this.limits = limits;
        this.records = records;
        this.inlet = new Inlet(limits, records);
        this.selector = Selector.open();
    }

    /** Listens on a unix socket; see {@link SocketFile} for what may be at the path. */
    public void listen(Path socket, int mode) throws IOException {
        SocketFile.clear(socket);
        listen(ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
        sockets.add(socket);
        SocketFile.permit(socket, mode);
    }

    /** Listens on TCP; the port that was bound. */
    public int listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listen(channel, address);
        return channel.socket().getLocalPort();
    }

    private void listen(ServerSocketChannel channel, SocketAddress address) throws IOException {
        listeners.add(channel);
        channel.bind(address, BACKLOG);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * One turn: accepts, reads and decodes what has come, for at most {@code waitMillis} waiting for it (0: not at all). Acks asked for are
     * tied to the group of their last record: {@link #ack} writes them when that is durable.
     */
    public void turn(long waitMillis) throws IOException {
        if (waitMillis > 0) {
            selector.select(waitMillis);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Connection connection) {
                serve(connection, key);
            } else {
                accept((ServerSocketChannel) key.channel());
            }
        }
        selector.selectedKeys().clear();
    }

    /** Ends a waiting turn from another thread. */
    public void wakeup() {
        selector.wakeup();
    }

    private void accept(ServerSocketChannel listener) {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                accept(channel);
            }
        } catch (IOException noMoreFiles) {
            // Clients that are connected go on; the one that was not accepted waits in the backlog for a file to become
            // free.
            records.refused(Refusal.NOT_ACCEPTED);
        }
    }

    private void accept(SocketChannel channel) throws IOException {
        if (connections.size() >= limits.connections()) {
            records.refused(Refusal.TOO_MANY_CONNECTIONS);
            channel.close();
            return;
        }
        acceptedConnections.increment();
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, limits.messageBytes(), System.nanoTime());
        connections.put(connection, channel.register(selector, SelectionKey.OP_READ, connection));
        open = connections.size();
    }

    private void serve(Connection connection, SelectionKey key) {
        try {
            if (key.isWritable() && connection.flush()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable()) {
                boolean goesOn = inlet.read(connection);
                acksWait |= connection.hasWaitingAcks();
                if (!goesOn) {
                    close(connection);
                }
            }
        } catch (IOException gone) {
            // The client is gone: nothing to tell it. What it sent was taken.
            close(connection);
        }
    }

    private void close(Connection connection) {
        connections.remove(connection);
        open = connections.size();
        inlet.forget(connection);
        try {
            connection.channel.close();
        } catch (IOException alreadyGone) {
            // What it sent was taken, and it is no longer listened to: there is nothing left that could go wrong with
            // it.
        }
    }

    /** Acks what belongs to the groups up to this one. */
    public void ack(long durableGroup) {
        if (!acksWait) {
            return;
        }
        acksWait = false;
        for (Map.Entry<Connection, SelectionKey> each : List.copyOf(connections.entrySet())) {
            if (each.getKey().hasWaitingAcks()) {
                ack(each.getKey(), each.getValue(), durableGroup);
            }
        }
    }

    private void ack(Connection connection, SelectionKey key, long durableGroup) {
        try {
            if (!connection.ack(durableGroup)) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
            acksWait |= connection.hasWaitingAcks();
        } catch (IOException gone) {
            // The client is gone, and will send again what was not acked.
            close(connection);
        }
    }

    /** Whether every connection is at its end or has sent nothing for so long. */
    public boolean isQuiet(long nanos) {
        long now = System.nanoTime();
        return connections.keySet().stream().allMatch(connection -> now - connection.lastReadNanos() > nanos);
    }

    /** From any thread, as all counts. */
    public int openConnections() {
        return open;
    }

    public long acceptedConnections() {
        return acceptedConnections.sum();
    }

    public long receivedBytes() {
        return inlet.receivedBytes();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
        for (Connection connection : List.copyOf(connections.keySet())) {
            close(connection);
        }
        for (Path socket : sockets) {
            SocketFile.clear(socket);
        }
        selector.close();
        inlet.close();
    }
}
