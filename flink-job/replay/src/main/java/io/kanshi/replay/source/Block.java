package io.kanshi.replay.source;

/**
 * A stretch of a file's bytes. Lines are slices of blocks, so a block lives until its last line was written into a frame; then its
 * array is used again. That keeps hundreds of megabytes a second away from the garbage collector.
 */
final class Block {

    final byte[] bytes;
    private final Blocks home;
    private int holders;

    Block(byte[] bytes, Blocks home) {
        this.bytes = bytes;
        this.home = home;
    }

    void hold() {
        holders++;
    }

    void release() {
        if (--holders == 0) {
            home.takeBack(this);
        }
    }
}
