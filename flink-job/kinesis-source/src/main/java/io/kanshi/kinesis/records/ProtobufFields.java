package io.kanshi.kinesis.records;

import java.util.Arrays;

/**
 * The fields of a protobuf message, one after the other; those of no interest are passed over. An IllegalArgumentException where the
 * bytes are no message. https://protobuf.dev/programming-guides/encoding/
 */
final class ProtobufFields {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] message;
    private final int end;
    private int at;
    private int field;
    private int wireType;
    private int valueStart;
    private long number;

    ProtobufFields(byte[] message, int from, int to) {
        this.message = message;
        this.at = from;
        this.end = to;
    }

    /** Moves to the next field; false at the end. */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        number = wireType == VARINT || wireType == LENGTH_DELIMITED ? varint() : 0;
        valueStart = at;
        long length = switch (wireType) {
            case VARINT -> 0;
            case EIGHT_BYTES -> 8;
            case LENGTH_DELIMITED -> number;
            case FOUR_BYTES -> 4;
            default -> throw new IllegalArgumentException("wire type " + wireType);
        };
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("a field of " + length + " bytes where " + (end - at) + " are left");
        }
        at += (int) length;
        return true;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new IllegalArgumentException("a number is cut off");
            }
            byte next = message[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    int field() {
        return field;
    }

    long number() {
        expect(VARINT);
        return number;
    }

    byte[] bytes() {
        expect(LENGTH_DELIMITED);
        return Arrays.copyOfRange(message, valueStart, at);
    }

    ProtobufFields message() {
        expect(LENGTH_DELIMITED);
        return new ProtobufFields(message, valueStart, at);
    }

    private void expect(int type) {
        if (wireType != type) {
            throw new IllegalArgumentException("field " + field + " must have wire type " + type + ": " + wireType);
        }
    }
}
