package io.kanshi.forwarder.forward;

/**
 * The bounds of what comes from outside.
 *
 * @param messageBytes longest message; Fluent Bit's own limit is 6,144,000, its chunks are about 2 MB
 * @param unpackedBytes what a compressed payload may expand to
 * @param connections open at once
 */
public record ForwardLimits(int messageBytes, int unpackedBytes, int connections) {

    /** Parts of messages held for all connections together: a few large messages at once, or a small one of each. */
    long heldBytes() {
        return 4L * messageBytes;
    }

    /** Acks that a client has not read: tens of thousands. */
    static final int UNREAD_ACK_BYTES = 1 << 20;

    /** Read from one connection before the next one's turn. */
    static final int TURN_BYTES = 256 << 10;
}
