package io.kanshi.kinesis.reading;

import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of a reader; all threads. */
final class ReadCounts {

    private final AtomicLongArray counts = new AtomicLongArray(ReadCount.values().length);

    void add(ReadCount what, long count) {
        counts.addAndGet(what.ordinal(), count);
    }

    long of(ReadCount what) {
        return counts.get(what.ordinal());
    }
}
