package io.kanshi.forwarder.leftover;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.forwarder.leftover.LeftoverFolder.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is held into a folder, the oldest first, a few files at a time, and forgets what has arrived there. What fails is tried
 * again, as the same file, after a pause with jitter until the time is over; what could not be put stays held. Used once.
 */
public final class PutLeftovers {

    private static final Logger LOG = LoggerFactory.getLogger(PutLeftovers.class);

    /** Files at a time, and their size: 8 MiB together, of a heap of 80, and enough to fill a task's network. */
    private static final int AT_ONCE = 4;

    private static final long FILE_BYTES = 2L << 20;

    /** Small frames, as a quiet sidecar's, are read from so many files at a time. */
    private static final int MOST_FRAMES = 4000;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final Holding holding;
    private final LeftoverFolder folder;
    private final Clock clock;
    private final long endNanos;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean ended;
    private boolean refused;
    private String lastFailure = "it took too long";

    /** Its time begins now. */
    public PutLeftovers(Holding holding, LeftoverFolder folder, Duration time, Clock clock) {
        this.holding = holding;
        this.folder = folder;
        this.clock = clock;
        endNanos = System.nanoTime() + time.toNanos();
    }

    /** Returns when nothing is held any more, when the folder refuses, or when the time is over. */
    public void run() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "leftover");
            thread.setDaemon(true);
            return thread;
        });
        try {
            while (!isOver() && holding.frames() > 0) {
                // The next ones are looked for only when these are gone, so that a file is never put anew with other
                // frames.
                threads.invokeAll(next(), endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } finally {
            end();
            threads.shutdownNow();
        }
    }

    private List<Callable<Void>> next() throws InterruptedException {
        List<Frame> frames = holding.first(MOST_FRAMES, AT_ONCE * FILE_BYTES, 0);
        List<Callable<Void>> puts = new ArrayList<>();
        for (LeftoverFile file : LeftoverFile.of(frames, FILE_BYTES, clock.instant())) {
            puts.add(() -> {
                put(file);
                return null;
            });
        }
        return puts;
    }

    private void put(LeftoverFile file) throws InterruptedException {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!isOver()) {
            Answer answer = folder.put(file, Duration.ofNanos(Math.max(1, endNanos - System.nanoTime())));
            if (answer instanceof Answer.Taken) {
                taken(file);
                return;
            }
            if (answer instanceof Answer.Refused refusal) {
                refuse(refusal.why());
            } else if (answer instanceof Answer.Failed failure) {
                failed(failure.why());
                long jittered = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
                over.await(jittered, TimeUnit.MILLISECONDS);
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** What arrives when it has been told how it ended is sent again by the next start. */
    private synchronized void taken(LeftoverFile file) {
        if (ended) {
            return;
        }
        try {
            holding.leftover(file.ids());
        } catch (IOException left) {
            LOG.warn("a frame in leftover.s3 stays in spill.folder too, and will be sent again: " + left);
        }
    }

    private synchronized void refuse(String why) {
        if (!refused) {
            refused = true;
            LOG.warn("leftover.s3 must be a folder that this task may write to: " + folder.place() + ": " + why);
            over.countDown();
        }
    }

    /** No news yet: it may only be a connection that the other side has closed in the meantime. */
    private synchronized void failed(String why) {
        lastFailure = why;
    }

    private synchronized void end() {
        ended = true;
        over.countDown();
        if (!refused && holding.frames() > 0) {
            LOG.warn("leftover.s3 did not take everything before leftover.time was over: " + folder.place() + ": "
                    + lastFailure);
        }
    }

    private boolean isOver() {
        return over.getCount() == 0 || System.nanoTime() - endNanos >= 0;
    }
}
