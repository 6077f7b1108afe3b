package io.kanshi.forwarder.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Listens, reads and acks: one thread for all connections, which never waits for anything but bytes. Each turn gives every connection
 * that has something a bounded read, so that none can slow the others.
 */
public final class ForwardServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ForwardLimits limits;
    private final Records records;
    private final Messages messages;
    private final Selector selector;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private volatile int open;
    private final byte[] shared = new byte[ForwardLimits.TURN_BYTES];
    private boolean acksWait;
    private long heldBytes;
    private final LongAdder acceptedConnections = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();

    public ForwardServer(ForwardLimits limits, Records records) throws IOException {
        this.limits = limits;
        this.records = records;
        this.messages = new Messages(records, limits.unpackedBytes());
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
        connections.add(connection);
        open = connections.size();
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    private void serve(Connection connection, SelectionKey key) {
        try {
            if (key.isWritable() && connection.flush()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException gone) {
            // The client is gone: nothing to tell it. What it sent was taken.
            close(connection);
        }
    }

    private void read(Connection connection) throws IOException {
        byte[] bytes = connection.target(shared);
        int part = connection.partBytes();
        int read = connection.channel.read(ByteBuffer.wrap(bytes, part, bytes.length - part));
        if (read < 0) {
            close(connection);
            return;
        }
        receivedBytes.add(read);
        connection.wasRead(System.nanoTime());
        int end = part + read;
        int start = decode(connection, bytes, end);
        records.readEnded();
        if (start < 0) {
            close(connection);
            return;
        }
        connection.keep(bytes, start, end);
        heldBytes += connection.heldChange();
        if (heldBytes > limits.heldBytes()) {
            refuse(connection, Refusal.MESSAGE_TOO_LARGE);
        } else if (connection.ackBytes() > ForwardLimits.UNREAD_ACK_BYTES) {
            refuse(connection, Refusal.ACKS_NOT_READ);
        }
    }

    /** Takes all whole messages; where the rest starts, or −1 when the connection cannot go on. */
    private int decode(Connection connection, byte[] bytes, int end) {
        int start = 0;
        while (true) {
            int stop = connection.valueEnd.find(bytes, start, end);
            if (stop == ValueEnd.OPEN) {
                return start;
            }
            boolean broken = stop == ValueEnd.BROKEN;
            if (broken || !messages.take(bytes, start)) {
                boolean tooLong = broken && connection.valueEnd.isTooLong();
                records.refused(tooLong ? Refusal.MESSAGE_TOO_LARGE : Refusal.BROKEN_MESSAGE);
                return -1;
            }
            byte[] chunk = messages.chunk();
            if (chunk != null) {
                connection.ackLater(chunk, records.group());
                acksWait = true;
            }
            connection.valueEnd.restart();
            start = stop;
        }
    }

    private void refuse(Connection connection, Refusal why) {
        records.refused(why);
        close(connection);
    }

    private void close(Connection connection) {
        connections.remove(connection);
        open = connections.size();
        heldBytes -= connection.held();
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
        for (Connection connection : List.copyOf(connections)) {
            if (connection.hasWaitingAcks()) {
                ack(connection, durableGroup);
            }
        }
    }

    private void ack(Connection connection, long durableGroup) {
        try {
            if (!connection.ack(durableGroup)) {
                connection.channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
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
        return connections.stream().allMatch(connection -> now - connection.lastReadNanos() > nanos);
    }

    /** From any thread, as all counts. */
    public int openConnections() {
        return open;
    }

    public long acceptedConnections() {
        return acceptedConnections.sum();
    }

    public long receivedBytes() {
        return receivedBytes.sum();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
        for (Connection connection : List.copyOf(connections)) {
            close(connection);
        }
        for (Path socket : sockets) {
            SocketFile.clear(socket);
        }
        selector.close();
        messages.close();
    }
}
