package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.ValidUtf8;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file's bytes into lines, without copying: a line is a slice of the current block. JSON values that follow each other without
 * a line break are cut too, so that a file without any still runs in bounded memory.
 */
final class CutLines implements Closeable {

    /** Longer lines are cut; nothing that containers send is longer (Docker cuts at 16 KiB, Kinesis records end at 10 MiB). */
    static final int MAX_LINE_BYTES = 16 << 20;

    /** What is kept of a line over the limit. */
    static final int KEPT_BYTES = 1 << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    private final OpenFile file;
    private final Blocks blocks;
    private final JsonScanner scanner = new JsonScanner();
    private Block block;
    private @Nullable Block keptBlock;
    private int position;
    private int limit;
    private boolean ended;
    private boolean atStart = true;

    /** Up to here there is no line break behind {@link #start}. */
    private int searched;

    /** Whether long lines of this file are many values. */
    private boolean valuesInARow;

    private int start;
    private int end;
    private long cut;

    CutLines(OpenFile file, Blocks blocks) {
        this.file = file;
        this.blocks = blocks;
        this.block = blocks.block(Blocks.BLOCK_BYTES);
    }

    /** Finds the next line; false at the end of the file. */
    boolean next() throws IOException {
        dropKept();
        start = position;
        while (true) {
            int newline = newline(block.bytes, Math.max(start, searched), limit);
            searched = newline;
            if (newline < limit) {
                return line(newline, newline + 1);
            }
            if (ended) {
                return start < limit && line(limit, limit);
            }
            int open = limit - start;
            if ((valuesInARow || open >= Blocks.BLOCK_BYTES) && endsAtValue()) {
                valuesInARow = true;
                return true;
            }
            if (open >= MAX_LINE_BYTES) {
                return cutOverlong();
            }
            fill();
        }
    }

    private void dropKept() {
        if (keptBlock != null) {
            keptBlock.release();
            keptBlock = null;
        }
        cut = 0;
    }

    private boolean line(int stop, int next) {
        end = stop > start && block.bytes[stop - 1] == '\r' ? stop - 1 : stop;
        position = next;
        return true;
    }

    /** A long line that starts with a JSON value may be many values in a row: the first one is a line. */
    private boolean endsAtValue() {
        if (start == limit || block.bytes[start] != '{') {
            return false;
        }
        scanner.reset(block.bytes, start, limit);
        if (!scanner.skip(scanner.next())) {
            return false;
        }
        end = scanner.valueEnd();
        position = end;
        return true;
    }

    /** Moves the open line to the start of a block with room and reads on. */
    private void fill() throws IOException {
        int open = limit - start;
        Block next = blocks.block(
                open >= Blocks.BLOCK_BYTES / 2 ? Math.max(Blocks.BLOCK_BYTES * 2, open * 2) : Blocks.BLOCK_BYTES);
        System.arraycopy(block.bytes, start, next.bytes, 0, open);
        block.release();
        block = next;
        start = 0;
        limit = open;
        position = open;
        searched = open;
        int read = file.read(block.bytes, open);
        limit += read;
        ended = read == 0;
        if (atStart) {
            atStart = false;
            skipByteOrderMark();
        }
    }

    private void skipByteOrderMark() {
        byte[] b = block.bytes;
        if (limit >= 3 && (b[0] & 0xff) == 0xef && (b[1] & 0xff) == 0xbb && (b[2] & 0xff) == 0xbf) {
            start = 3;
            position = 3;
        }
    }

    /** Keeps the beginning of a line over the limit and passes over the rest, counting. */
    private boolean cutOverlong() throws IOException {
        int keep = ValidUtf8.boundary(block.bytes, start, start + KEPT_BYTES);
        Block kept = blocks.block(keep - start);
        System.arraycopy(block.bytes, start, kept.bytes, 0, keep - start);
        int length = keep - start;
        cut = (long) limit - keep;
        Block rest = blocks.block(Blocks.BLOCK_BYTES);
        block.release();
        block = rest;
        position = 0;
        limit = 0;
        searched = 0;
        while (!ended) {
            limit = file.read(block.bytes, 0);
            ended = limit == 0;
            int newline = newline(block.bytes, 0, limit);
            cut += newline;
            if (newline < limit) {
                position = newline + 1;
                break;
            }
        }
        keptBlock = kept;
        start = 0;
        end = length;
        return true;
    }

    /** The offset of the next line feed in the range, or its end. */
    static int newline(byte[] b, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) LONG.get(b, i) ^ NEWLINES;
            long found = (word - ONES) & ~word & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && b[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The block that holds the line; the line's taker holds it. */
    Block block() {
        return keptBlock == null ? block : keptBlock;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** How many bytes of the line were left out because it was over the limit. */
    long cutBytes() {
        return cut;
    }

    /** Bytes of the file on disk read so far. */
    long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        dropKept();
        block.release();
        file.close();
    }
}
