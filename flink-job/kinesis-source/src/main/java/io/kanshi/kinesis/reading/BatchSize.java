package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.stream.KinesisLimits;

/** How many records to ask for, so that an answer is about what a shard may give in a second, whatever the size of its records. */
final class BatchSize {

    private static final int FIRST = 500;
    private static final long ANSWER_BYTES = KinesisLimits.BYTES_PER_SECOND;

    /** How much of the old average remains after an answer. */
    private static final double MEMORY = 0.7;

    private final int most;
    private double averageBytes;
    private int records;

    BatchSize(int most) {
        this.most = most;
        this.records = Math.min(FIRST, most);
    }

    int records() {
        return records;
    }

    void observe(int count, long bytes) {
        if (count == 0) {
            return;
        }
        double now = (double) bytes / count;
        averageBytes = averageBytes == 0 ? now : MEMORY * averageBytes + (1 - MEMORY) * now;
        records = (int) Math.max(1, Math.min(most, ANSWER_BYTES / Math.max(1, averageBytes)));
    }
}
