package io.kanshi.forwarder.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** One connection after the other without a socket: its bytes come as the test cuts them, through the same classes as a client's. */
public final class OfferedBytes implements AutoCloseable {

    private final ForwardLimits limits;
    private final Inlet inlet;
    private Offered channel = new Offered();
    private Connection connection;

    public OfferedBytes(ForwardLimits limits, Records records) {
        this.limits = limits;
        this.inlet = new Inlet(limits, records);
        this.connection = connect();
    }

    private Connection connect() {
        channel = new Offered();
        return new Connection(channel, limits.messageBytes(), 0);
    }

    /** One read brings these. False when the connection was closed for it; the next bytes are another one's. */
    public boolean read(byte[] bytes, int from, int to) throws IOException {
        channel.next = ByteBuffer.wrap(bytes, from, to - from);
        while (channel.next.hasRemaining()) {
            if (!inlet.read(connection)) {
                hangUp();
                return false;
            }
            check(inlet.heldBytes() <= limits.heldBytes(), "more bytes held than there may be");
            connection.ack(Long.MAX_VALUE);
            check(connection.ackBytes() == 0, "acks that were not written");
        }
        return true;
    }

    /** The client closes: the next bytes are another one's. */
    public void hangUp() {
        inlet.forget(connection);
        check(inlet.heldBytes() == 0, "bytes held without connections");
        connection = connect();
    }

    /** Cheaper than an assertion's object for each byte. */
    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError(complaint);
        }
    }

    @Override
    public void close() {
        inlet.close();
    }

    private static final class Offered implements ByteChannel {
        private ByteBuffer next = ByteBuffer.allocate(0);

        @Override
        public int read(ByteBuffer target) {
            int count = Math.min(target.remaining(), next.remaining());
            check(count > 0, "no room to read");
            target.put(next.slice(next.position(), count));
            next.position(next.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            source.position(source.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
