package io.kanshi.whole;

import io.kanshi.testkit.s3.S3Bucket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A reader of the archive who looks all the time, in a thread of his own, whatever happens to the job. */
final class WatchedArchive implements AutoCloseable {

    private static final int PAUSE_MILLIS = 200;

    private final CompletableFuture<Void> looking;
    private volatile long rows;
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean ends;

    WatchedArchive(S3Bucket bucket, String prefix, Path folder) {
        looking = CompletableFuture.runAsync(() -> look(bucket, prefix, folder));
    }

    private void look(S3Bucket bucket, String prefix, Path folder) {
        try (ArchiveReader reader = new ArchiveReader(bucket, prefix, folder)) {
            while (!ends) {
                rows = reader.look();
                looks.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (Exception broken) {
            throw new CompletionException(broken);
        }
    }

    /** Waits until so many rows are there; fails as soon as the reader has seen something that must not be. */
    void awaitRows(long wanted, Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (rows < wanted) {
            if (looking.isDone()) {
                looking.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(rows + " rows of " + wanted + " after " + patience);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Waits until there are more rows than now. */
    void awaitMore(Duration patience) throws Exception {
        awaitRows(rows + 1, patience);
    }

    /** Waits until the reader has looked so many times more. */
    void awaitLooks(int more) throws Exception {
        long wanted = looks.get() + more;
        while (looks.get() < wanted && !looking.isDone()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Ends it, and fails with what it has seen, if it must not be; how often it has looked. */
    long end() throws Exception {
        ends = true;
        looking.get(60, TimeUnit.SECONDS);
        return looks.get();
    }

    @Override
    public void close() {
        ends = true;
    }
}
