package io.kanshi.job.archive;

import io.kanshi.events.LogEvent;
import io.kanshi.job.parquet.ParquetOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of the archive: collects rows into a batch, and writes each full batch as a sorted row group.
 *
 * <p>The file begins with the first row group: Flink also makes a writer for a file that a compactor fills behind its back, and that
 * one must leave no mark.
 */
final class SortedLogWriter implements BulkWriter<LogEvent> {

    private final OutputStream out;
    private final OpenBatches open;
    private @Nullable ParquetOutput output;
    private @Nullable RowBatch batch;
    private long batchBytes;

    SortedLogWriter(OutputStream out, OpenBatches open) {
        this.out = out;
        this.open = open;
    }

    @Override
    public void addElement(LogEvent event) throws IOException {
        RowBatch current = batch;
        if (current == null) {
            current = open.lease(this);
            batch = current;
            batchBytes = current.heapBytes();
        }
        current.append(event);
        long bytes = current.heapBytes();
        if (bytes != batchBytes) {
            long more = bytes - batchBytes;
            batchBytes = bytes;
            open.grown(more);
        }
        if (current.isFull()) {
            flushRowGroup();
        }
    }

    /** The bytes that the batch in memory takes. */
    long batchBytes() {
        return batchBytes;
    }

    /** Writes what is in memory as a row group; does nothing when there is nothing. */
    void flushRowGroup() throws IOException {
        RowBatch current = batch;
        if (current == null) {
            return;
        }
        if (current.rows() > 0) {
            output().rowGroup(
                            LogRowGroup.properties(current),
                            current.rows(),
                            store -> LogRowGroup.write(current, store));
        }
        batch = null;
        batchBytes = 0;
        open.release(this, current);
    }

    @Override
    public void flush() {
        // Bulk files become visible as a whole; there is nothing that an early flush could promise.
    }

    @Override
    public void finish() throws IOException {
        flushRowGroup();
        if (output != null) {
            output.finish();
        }
    }

    private ParquetOutput output() throws IOException {
        if (output == null) {
            output = new ParquetOutput(out, LogSchema.SCHEMA);
        }
        return output;
    }

    /** Makes writers that share one subtask's memory. */
    static final class Factory implements BulkWriter.Factory<LogEvent> {

        private static final long serialVersionUID = 1;

        private final long maxBytes;
        private transient @Nullable OpenBatches open;

        /**
         * @param maxBytes what the batches of one subtask may take, all partitions together
         */
        Factory(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public BulkWriter<LogEvent> create(FSDataOutputStream out) {
            if (open == null) {
                open = new OpenBatches(maxBytes);
            }
            return new SortedLogWriter(out, open);
        }
    }
}
