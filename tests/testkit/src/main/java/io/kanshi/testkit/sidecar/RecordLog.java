package io.kanshi.testkit.sidecar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What was accepted, in order, and the counts. All threads. */
final class RecordLog {

    private final KinesisFakeOptions options;
    private final List<AcceptedRecord> records = new ArrayList<>();
    private KinesisCounts counts = KinesisCounts.NONE;
    private boolean full;

    RecordLog(KinesisFakeOptions options) {
        this.options = options;
    }

    synchronized void count(UnaryOperator<KinesisCounts> change) {
        counts = change.apply(counts);
        notifyAll();
    }

    /** Takes the record in; an IllegalStateException when more would be kept than the options allow. */
    synchronized void add(AcceptedRecord record, long size) {
        if (options.keptBytes() > 0) {
            if (counts.bytes() + size > options.keptBytes()) {
                full = true;
                notifyAll();
                checkRoom();
            }
            records.add(record);
        }
        counts = counts.oneRecord(size);
        notifyAll();
    }

    private void checkRoom() {
        if (full) {
            throw new IllegalStateException(
                    "keptBytes must be larger than " + options.keptBytes() + " for this test, or 0 to count only");
        }
    }

    synchronized KinesisCounts counts() {
        return counts;
    }

    synchronized List<AcceptedRecord> records() {
        if (options.keptBytes() == 0) {
            throw new IllegalStateException("this fake only counts: its keptBytes are 0");
        }
        checkRoom();
        return List.copyOf(records);
    }

    synchronized void await(String what, Predicate<KinesisCounts> enough, Duration timeout) {
        if (!waited(enough, timeout)) {
            throw new AssertionError("waited " + timeout + " for " + what + ", but there are " + counts);
        }
    }

    synchronized void awaitMoreThan(long records, Duration timeout) {
        waited(now -> now.records() > records, timeout);
    }

    /** False when the time is over first. Called with the lock held. */
    private boolean waited(Predicate<KinesisCounts> enough, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!enough.test(counts)) {
            checkRoom();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }
        return true;
    }
}
