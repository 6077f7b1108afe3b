package io.kanshi.job.archive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The batches that one subtask has in memory, bounded in bytes whatever the number of partitions it writes to: over the bound the
 * largest batch becomes a (smaller) row group early.
 *
 * <p>Bounded in bytes, not in partitions: rows that go to many hours in turn would push each other out one by one, and a row group of
 * one row costs more memory in the file's footer than the row does here.
 */
final class OpenBatches {

    /** Smaller batches are not worth a row group. Arrivals bound the hours with rows (7 days), and so what these can add up to. */
    private static final long MIN_BYTES = 128 << 10;

    private final long maxBytes;
    private final Set<SortedLogWriter> writers = new LinkedHashSet<>();
    private final ArrayDeque<RowBatch> spare = new ArrayDeque<>();
    private long bytes;

    OpenBatches(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A batch for a writer that has none. */
    RowBatch lease(SortedLogWriter writer) {
        writers.add(writer);
        RowBatch batch = spare.isEmpty() ? new RowBatch() : spare.pop();
        bytes += batch.heapBytes();
        return batch;
    }

    /** Notes that batches now take {@code more} bytes, and makes room if that is too many. */
    void grown(long more) throws IOException {
        bytes += more;
        while (bytes > maxBytes) {
            SortedLogWriter largest = writers.stream()
                    .max(Comparator.comparingLong(SortedLogWriter::batchBytes))
                    .orElseThrow();
            if (largest.batchBytes() < MIN_BYTES) {
                return;
            }
            largest.flushRowGroup();
        }
    }

    /** Takes a written batch back. One large set of arrays is kept for the next writer. */
    void release(SortedLogWriter writer, RowBatch batch) {
        writers.remove(writer);
        bytes -= batch.heapBytes();
        batch.clear();
        if (spare.isEmpty() && batch.heapBytes() <= maxBytes / 2) {
            spare.push(batch);
        }
    }
}
