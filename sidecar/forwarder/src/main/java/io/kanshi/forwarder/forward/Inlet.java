package io.kanshi.forwarder.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the bytes of all connections come in: whole messages become records, the parts of others are kept, within one limit for all of
 * them. Knows no selector and no socket. For the reading thread only, but for the count.
 */
final class Inlet implements AutoCloseable {

    private final ForwardLimits limits;
    private final Records records;
    private final Messages messages;
    private final byte[] shared = new byte[ForwardLimits.TURN_BYTES];
    private long heldBytes;
    private final LongAdder receivedBytes = new LongAdder();

    Inlet(ForwardLimits limits, Records records) {
        this.limits = limits;
        this.records = records;
        this.messages = new Messages(records, limits.unpackedBytes());
    }

    /** Reads once and takes what is whole. False when the connection is at its end or cannot go on: it is to be closed. */
    boolean read(Connection connection) throws IOException {
        byte[] bytes = connection.target(shared);
        int part = connection.partBytes();
        int read = connection.channel.read(ByteBuffer.wrap(bytes, part, bytes.length - part));
        if (read < 0) {
            return false;
        }
        receivedBytes.add(read);
        connection.wasRead(System.nanoTime());
        int end = part + read;
        int start = decode(connection, bytes, end);
        records.readEnded();
        if (start < 0) {
            return false;
        }
        connection.keep(bytes, start, end);
        heldBytes += connection.heldChange();
        if (heldBytes > limits.heldBytes()) {
            records.refused(Refusal.MESSAGE_TOO_LARGE);
            return false;
        }
        if (connection.ackBytes() > ForwardLimits.UNREAD_ACK_BYTES) {
            records.refused(Refusal.ACKS_NOT_READ);
            return false;
        }
        return true;
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
            }
            connection.valueEnd.restart();
            start = stop;
        }
    }

    /** The connection is closed, and the part that it held is gone. */
    void forget(Connection connection) {
        heldBytes -= connection.held();
    }

    /** What parts of messages take, all connections together. */
    long heldBytes() {
        return heldBytes;
    }

    /** From any thread. */
    long receivedBytes() {
        return receivedBytes.sum();
    }

    @Override
    public void close() {
        messages.close();
    }
}
