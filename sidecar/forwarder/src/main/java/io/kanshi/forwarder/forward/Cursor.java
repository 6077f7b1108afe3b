package io.kanshi.forwarder.forward;

/**
 * Walks over MessagePack that {@link ValueEnd} has found to be whole: no check is done twice. Each step leaves the cursor behind the
 * value that it looked at. Reused; not thread-safe.
 */
public final class Cursor {

    private byte[] bytes = new byte[0];
    private int at;

    /** Where the text or the bytes that were read last lie. */
    private int start;

    private int end;

    public Cursor set(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The offset of the next value. */
    public int at() {
        return at;
    }

    /** The first byte of the next value. */
    public int type() {
        return bytes[at] & 0xff;
    }

    public boolean isMap() {
        return Head.isMap(type());
    }

    public boolean isArray() {
        return Head.isArray(type());
    }

    /** A string or bytes: which of the two, senders disagree about. */
    public boolean isText() {
        return Head.isString(type()) || Head.isBinary(type());
    }

    public boolean isInteger() {
        return Head.isInteger(type());
    }

    boolean isNil() {
        return type() == Head.NIL;
    }

    /** Steps into an array: how many values follow. */
    public int array() {
        return members(0x90);
    }

    /** Steps into a map: how many pairs follow. */
    public int map() {
        return members(0x80);
    }

    private int members(int fixed) {
        int type = type();
        int lengthBytes = Head.lengthBytes(type);
        int count = lengthBytes == 0 ? type - fixed : (int) Head.unsigned(bytes, at + 1, lengthBytes);
        at += 1 + lengthBytes;
        return count;
    }

    /** Steps over a text: {@link #start()} and {@link #end()} say where it lies. */
    public void text() {
        int type = type();
        int lengthBytes = Head.lengthBytes(type);
        int length = lengthBytes == 0 ? type & 0x1f : (int) Head.unsigned(bytes, at + 1, lengthBytes);
        start = at + 1 + lengthBytes;
        end = start + length;
        at = end;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Steps over an integer. Unsigned ones beyond 2⁶³ come out negative. */
    public long integer() {
        int type = type();
        if (type < 0x80 || type >= 0xe0) {
            at++;
            return (byte) type;
        }
        int size = Head.fixedBytes(type);
        long value = Head.unsigned(bytes, at + 1, size);
        at += 1 + size;
        int unused = 64 - 8 * size;
        return type >= 0xd0 ? value << unused >> unused : value;
    }

    /** Steps over a float of 32 or 64 bits. */
    public double number() {
        int size = Head.fixedBytes(type());
        long bits = Head.unsigned(bytes, at + 1, size);
        at += 1 + size;
        return size == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    /** Steps over any value. */
    public void skip() {
        long open = 1;
        while (open > 0) {
            open--;
            int type = type();
            if (Head.isMap(type)) {
                open += 2L * map();
            } else if (Head.isArray(type)) {
                open += array();
            } else if (isText()) {
                text();
            } else {
                int lengthBytes = Head.lengthBytes(type);
                at += 1 + lengthBytes + Head.fixedBytes(type) + (int) Head.unsigned(bytes, at + 1, lengthBytes);
            }
        }
    }
}
