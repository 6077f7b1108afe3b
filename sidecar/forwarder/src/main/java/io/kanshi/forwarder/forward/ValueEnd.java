package io.kanshi.forwarder.forward;

/**
 * Finds where a MessagePack value ends while its bytes are still coming, so that a message is decoded once, when it is whole. Goes on
 * where it stopped: a message that comes a byte a second is looked at once all the same. Reused; not thread-safe.
 */
final class ValueEnd {

    /** More bytes are needed. */
    static final int OPEN = -1;

    /** Not MessagePack, nested too deep or longer than allowed. */
    static final int BROKEN = -2;

    /** Docker nests 2 deep, packed entries 4; loggers send what the application has. */
    static final int MAX_DEPTH = 64;

    private final int maxBytes;
    private final long[] left = new long[MAX_DEPTH + 1];
    private int depth;
    private int length;
    private boolean tooLong;

    ValueEnd(int maxBytes) {
        this.maxBytes = maxBytes;
        restart();
    }

    /** The next bytes belong to a new value. */
    void restart() {
        depth = 0;
        left[0] = 1;
        length = 0;
        tooLong = false;
    }

    /** Whether a broken value is one over the limit. */
    boolean isTooLong() {
        return tooLong;
    }

    /** The offset behind the value that starts at {@code start}, {@link #OPEN} or {@link #BROKEN}. The bytes seen before must be the same. */
    int find(byte[] b, int start, int end) {
        int at = start + length;
        if (left[0] == 0 && depth == 0) {
            return at <= end ? at : OPEN;
        }
        while (at < end) {
            int size = size(b, at, end);
            if (size < 0) {
                length = at - start;
                return size;
            }
            at += size;
            if (at - start > maxBytes) {
                return tooLong();
            }
            while (left[depth] == 0) {
                if (depth == 0) {
                    length = at - start;
                    return at <= end ? at : OPEN;
                }
                depth--;
            }
        }
        length = at - start;
        return OPEN;
    }

    /** The bytes of the head at hand and, for a scalar, of its content; counts down what is left. */
    private int size(byte[] b, int at, int end) {
        int type = b[at] & 0xff;
        if (type < 0x80 || type >= 0xe0) {
            return scalar(1);
        }
        if (type < 0x90) {
            return nested(1, 2L * (type & 0x0f));
        }
        if (type < 0xa0) {
            return nested(1, type & 0x0f);
        }
        if (type < 0xc0) {
            return scalar(1L + (type & 0x1f));
        }
        int lengthBytes = Head.lengthBytes(type);
        if (at + 1 + lengthBytes > end) {
            return OPEN;
        }
        long count = Head.unsigned(b, at + 1, lengthBytes);
        return switch (type) {
            case 0xc1 -> BROKEN;
            case 0xdc, 0xdd -> nested(1 + lengthBytes, count);
            case 0xde, 0xdf -> nested(1 + lengthBytes, 2 * count);
            default -> scalar(1L + lengthBytes + Head.fixedBytes(type) + count);
        };
    }

    private int scalar(long size) {
        if (size > maxBytes) {
            return tooLong();
        }
        left[depth]--;
        return (int) size;
    }

    private int nested(int size, long children) {
        left[depth]--;
        if (children > maxBytes) {
            return tooLong();
        }
        if (depth == MAX_DEPTH) {
            return BROKEN;
        }
        left[++depth] = children;
        return size;
    }

    private int tooLong() {
        tooLong = true;
        return BROKEN;
    }
}
