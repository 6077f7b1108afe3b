package io.kanshi.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The next request whose first line contains some words: it is kept from the server until this is closed, and then lost. */
public final class HeldRequest implements AutoCloseable {

    private final List<String> words;
    private final CountDownLatch come = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    HeldRequest(List<String> words) {
        this.words = words;
    }

    /** Waits until it has come; fails when it has not in time. */
    public void await(Duration patience) throws InterruptedException {
        if (!come.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no request with " + words + " within " + patience);
        }
    }

    /** Whether bytes that a client has sent begin with it. */
    boolean is(byte[] bytes, int length) {
        int end = 0;
        while (end < length && bytes[end] != '\r') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        return line.endsWith(" HTTP/1.1") && words.stream().allMatch(line::contains);
    }

    /** Keeps the thread of the request. */
    void hold() {
        come.countDown();
        try {
            closed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
