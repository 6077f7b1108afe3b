package io.kanshi.forwarder.forward;

/** The first byte of a MessagePack value: https://github.com/msgpack/msgpack/blob/master/spec.md. */
final class Head {

    static final int NIL = 0xc0;

    private Head() {}

    /** How many bytes behind the type say how long the value is, or how many members it has. */
    static int lengthBytes(int type) {
        return switch (type) {
            case 0xc4, 0xc7, 0xd9 -> 1;
            case 0xc5, 0xc8, 0xda, 0xdc, 0xde -> 2;
            case 0xc6, 0xc9, 0xdb, 0xdd, 0xdf -> 4;
            default -> 0;
        };
    }

    /** The bytes that follow the type, and the length, of a value of fixed size; an ext's own type is one of them. */
    static int fixedBytes(int type) {
        return switch (type) {
            case 0xc7, 0xc8, 0xc9, 0xcc, 0xd0 -> 1;
            case 0xcd, 0xd1, 0xd4 -> 2;
            case 0xd5 -> 3;
            case 0xca, 0xce, 0xd2 -> 4;
            case 0xd6 -> 5;
            case 0xcb, 0xcf, 0xd3 -> 8;
            case 0xd7 -> 9;
            case 0xd8 -> 17;
            default -> 0;
        };
    }

    /** Up to 8 bytes, most significant first. */
    static long unsigned(byte[] b, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | b[at + i] & 0xff;
        }
        return value;
    }

    static boolean isArray(int type) {
        return type >= 0x90 && type < 0xa0 || type == 0xdc || type == 0xdd;
    }

    static boolean isMap(int type) {
        return type >= 0x80 && type < 0x90 || type == 0xde || type == 0xdf;
    }

    static boolean isString(int type) {
        return type >= 0xa0 && type < 0xc0 || type >= 0xd9 && type <= 0xdb;
    }

    static boolean isBinary(int type) {
        return type >= 0xc4 && type <= 0xc6;
    }

    static boolean isInteger(int type) {
        return type < 0x80 || type >= 0xe0 || type >= 0xcc && type <= 0xd3;
    }
}
