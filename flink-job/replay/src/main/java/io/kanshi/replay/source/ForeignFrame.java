package io.kanshi.replay.source;

import io.kanshi.wire.WireLimits;

/**
 * The bytes of a captured frame whose version this program does not know: its header and all lines up to the next one, kept together
 * as one record, because only the header of its own version says how to read them. The job makes a dead letter of it.
 */
final class ForeignFrame {

    /** A longer run of lines is several records, each with the header: what a record may unpack to, less the longest line. */
    private static final int MOST_BYTES = WireLimits.UNPACKED_BYTES - CutLines.MAX_LINE_BYTES;

    private final byte[] header;
    private final Bytes record = new Bytes(4096);
    private int lines;
    private boolean taken;

    ForeignFrame(byte[] header) {
        this.header = header;
        start();
    }

    private void start() {
        record.reset();
        record.put(header, 0, header.length).put("\n");
        lines = 0;
    }

    /** Adds a line; blank ones are kept but not counted, as the job counts them. */
    void add(byte[] b, int from, int end) {
        if (FileLines.afterSpace(b, from, end) < end) {
            lines++;
        }
        record.put(b, from, end).put("\n");
    }

    /** Whether all lines are in records that were taken; a header alone is a record too. */
    boolean isTaken() {
        return taken && lines == 0;
    }

    boolean isFull() {
        return record.size() >= MOST_BYTES;
    }

    /** What was gathered, as one record; the next lines begin another one with the same header. */
    Line take(Blocks blocks) {
        Block block = blocks.block(record.size());
        System.arraycopy(record.array(), 0, block.bytes, 0, record.size());
        Line line = blocks.line(block, 0, record.size());
        block.release();
        line.record(lines);
        taken = true;
        start();
        return line;
    }
}
