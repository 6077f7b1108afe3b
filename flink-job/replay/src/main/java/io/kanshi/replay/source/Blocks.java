package io.kanshi.replay.source;

import io.kanshi.wire.Utf8;
import java.util.ArrayDeque;

/** Hands out blocks and lines, takes them back, and knows how many bytes are out: the measure of what replay holds in memory. */
final class Blocks {

    /** Large enough that the few bytes moved to the next block do not matter, small enough to stay in the processor's cache. */
    static final int BLOCK_BYTES = 256 << 10;

    /** Blocks and lines kept for use; more are left to the garbage collector. */
    private static final int SPARE_BLOCKS = 64;

    private static final int SPARE_LINES = 65_536;

    private final ArrayDeque<Block> spareBlocks = new ArrayDeque<>();
    private final ArrayDeque<Line> spareLines = new ArrayDeque<>();
    private long bytesOut;
    private byte[] scratch = new byte[1024];

    /** A view of the scratch. */
    final Utf8 text = new Utf8();

    /** A block with room for {@code atLeast} bytes, held once. */
    Block block(int atLeast) {
        Block block = atLeast <= BLOCK_BYTES ? spareBlocks.pollLast() : null;
        if (block == null) {
            block = new Block(new byte[Math.max(atLeast, BLOCK_BYTES)], this);
        }
        bytesOut += block.bytes.length;
        block.hold();
        return block;
    }

    void takeBack(Block block) {
        bytesOut -= block.bytes.length;
        if (block.bytes.length == BLOCK_BYTES && spareBlocks.size() < SPARE_BLOCKS) {
            spareBlocks.addLast(block);
        }
    }

    /** A line that holds its block until {@link #done}. */
    Line line(Block block, int start, int end) {
        Line line = spareLines.pollLast();
        if (line == null) {
            line = new Line(this);
        }
        block.hold();
        line.place(block, start, end);
        return line;
    }

    /** Nobody reads the line any more. */
    void done(Line line) {
        line.block().release();
        line.clear();
        if (spareLines.size() < SPARE_LINES) {
            spareLines.addLast(line);
        }
    }

    /** Room for a text that is read before the next one is asked for. */
    byte[] scratch(int bytes) {
        if (scratch.length < bytes) {
            scratch = new byte[Math.max(bytes, 2 * scratch.length)];
        }
        return scratch;
    }

    long bytesOut() {
        return bytesOut;
    }
}
