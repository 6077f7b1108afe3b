package io.kanshi.forwarder.kinesis;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is held, the oldest first, until it has arrived: there is no number of tries. Only what was refused is sent again, after a
 * pause with jitter that grows while nothing arrives. Requests grow while all of them are taken and shrink when a shard is at its limit;
 * when it stays there, more lanes are asked for. A thread of its own.
 */
public final class Sender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long SMALLEST_REQUEST = 64 << 10;
    private static final long FIRST_REQUEST = 1L << 20;
    private static final long LOOK_MILLIS = 200;

    /** Some reasons have something different in them each time. */
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Throttled so often in a row, a shard is too small for its lane. */
    private static final int WIDEN_AFTER = 4;

    private final Holding holding;
    private final FrameStream stream;
    private final Runnable widen;
    private long toldNanos = System.nanoTime() - TELL_NANOS;
    private long requestBytes = FIRST_REQUEST;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private int throttledInRow;
    private final Semaphore stop = new Semaphore(0);
    private volatile boolean stopped;
    private volatile long requests;
    private volatile long throttled;
    private volatile long failures;
    private volatile String lastFailure = "";

    /** @param widen asks for more lanes */
    public Sender(Holding holding, FrameStream stream, Runnable widen) {
        this.holding = holding;
        this.stream = stream;
        this.widen = widen;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                List<Frame> frames = holding.first(KinesisLimits.RECORDS_PER_REQUEST, requestBytes, LOOK_MILLIS);
                if (!frames.isEmpty()) {
                    send(frames);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            stream.close();
        }
    }

    private void send(List<Frame> frames) throws InterruptedException {
        Outcome outcome = stream.put(frames);
        count(outcome, frames.size());
        try {
            holding.delivered(outcome.accepted());
        } catch (IOException left) {
            LOG.warn("a delivered frame stays in spill.folder, and will be sent again: " + left);
        }
        if (!outcome.accepted().isEmpty()) {
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
        if (outcome.accepted().size() == frames.size()) {
            throttledInRow = 0;
            requestBytes = Math.min(2 * requestBytes, KinesisLimits.BYTES_PER_REQUEST - SMALLEST_REQUEST);
            return;
        }
        if (outcome.isThrottled()) {
            requestBytes = Math.max(requestBytes / 2, SMALLEST_REQUEST);
            throttledInRow++;
            if (throttledInRow % WIDEN_AFTER == 0) {
                widen.run();
            }
        }
        pause();
    }

    private void count(Outcome outcome, int frames) {
        add(
                1,
                outcome.throttled(),
                outcome.isFailed() ? frames - outcome.accepted().size() - outcome.throttled() : 0);
        boolean news = !outcome.failure().equals(lastFailure) && System.nanoTime() - toldNanos > TELL_NANOS;
        if (outcome.isFailed() && news) {
            toldNanos = System.nanoTime();
            LOG.warn("Kinesis did not take frames, they are held and sent again: " + outcome.failure());
        }
        lastFailure = outcome.failure();
    }

    private synchronized void add(int moreRequests, int moreThrottled, int moreFailures) {
        requests += moreRequests;
        throttled += moreThrottled;
        failures += moreFailures;
    }

    private void pause() throws InterruptedException {
        long jittered = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
        if (stop.tryAcquire(jittered, TimeUnit.MILLISECONDS)) {
            stopped = true;
        }
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    /** Ends after the request at hand. */
    public void stop() {
        stopped = true;
        stop.release();
    }

    public long requests() {
        return requests;
    }

    /** Frames refused because their shard was at its limit. */
    public long throttled() {
        return throttled;
    }

    /** Frames refused, or not answered for, for any other reason. */
    public long failures() {
        return failures;
    }

    /** Why the last request was not taken; empty when it was. */
    public String lastFailure() {
        return lastFailure;
    }
}
