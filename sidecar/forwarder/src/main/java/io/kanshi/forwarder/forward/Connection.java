package io.kanshi.forwarder.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One client: the part of a message that has come so far, and the acks it has not read yet. Small parts are copied to and fro between
 * reads so that a thousand idle clients hold nothing; a large message gets a buffer of its own. For the reading thread only.
 */
final class Connection {

    /** Parts up to this size are kept exactly; beyond it a buffer of its own grows with the message. */
    private static final int SMALL_BYTES = 32 << 10;

    /** What surrounds a chunk in {@code {"ack": chunk}}. */
    private static final byte[] ACK = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

    /** An ack that waits for its records to be durable. */
    private record Waiting(byte[] chunk, long group) {}

    final ByteChannel channel;
    final ValueEnd valueEnd;
    private byte[] part = new byte[0];
    private int partEnd;
    private int accounted;
    private boolean large;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private ByteBuffer unread = ByteBuffer.allocate(0);
    private int waitingBytes;
    private long lastReadNanos;

    Connection(ByteChannel channel, int maxMessageBytes, long nowNanos) {
        this.channel = channel;
        this.valueEnd = new ValueEnd(maxMessageBytes);
        this.lastReadNanos = nowNanos;
    }

    /** The array to read into: the part that is there already lies at its beginning, {@link #partBytes()} long. */
    byte[] target(byte[] shared) {
        if (!large) {
            System.arraycopy(part, 0, shared, 0, partEnd);
            return shared;
        }
        if (part.length - partEnd < SMALL_BYTES) {
            part = Arrays.copyOf(part, 2 * part.length);
        }
        return part;
    }

    int partBytes() {
        return partEnd;
    }

    /** Keeps what is left of the bytes. */
    void keep(byte[] bytes, int start, int end) {
        int length = end - start;
        if (large && bytes == part && start == 0) {
            partEnd = end;
            return;
        }
        large = length > SMALL_BYTES;
        byte[] kept =
                large ? new byte[Math.max(4 * SMALL_BYTES, 2 * length)] : length == 0 ? new byte[0] : new byte[length];
        System.arraycopy(bytes, start, kept, 0, length);
        part = kept;
        partEnd = length;
    }

    /** Bytes held for the message at hand, as far as they were accounted for. */
    int held() {
        return accounted;
    }

    /** By how much that has changed since it was asked. */
    int heldChange() {
        int change = part.length - accounted;
        accounted = part.length;
        return change;
    }

    void wasRead(long nowNanos) {
        lastReadNanos = nowNanos;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Acks the chunk once the group is durable. */
    void ackLater(byte[] chunk, long group) {
        waiting.add(new Waiting(chunk, group));
        waitingBytes += ACK.length + chunk.length;
    }

    /** Writes the acks of all groups up to this one. False when some could not be written now. */
    boolean ack(long durableGroup) throws IOException {
        int bytes = 0;
        for (Waiting next : waiting) {
            if (next.group > durableGroup) {
                break;
            }
            bytes += ACK.length + next.chunk.length;
        }
        if (bytes > 0) {
            ByteBuffer all = ByteBuffer.allocate(unread.remaining() + bytes).put(unread);
            while (!waiting.isEmpty() && waiting.element().group <= durableGroup) {
                all.put(ACK).put(waiting.remove().chunk);
            }
            waitingBytes -= bytes;
            unread = all.flip();
        }
        return flush();
    }

    /** Writes what the client will take. False when something is left. */
    boolean flush() throws IOException {
        if (unread.hasRemaining()) {
            channel.write(unread);
        }
        return !unread.hasRemaining();
    }

    boolean hasWaitingAcks() {
        return !waiting.isEmpty();
    }

    /** Bytes of acks that were not written yet. */
    int ackBytes() {
        return waitingBytes + unread.remaining();
    }
}
