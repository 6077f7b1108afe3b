package io.kanshi.bench.day;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** How far event time may go, for all readers of this process: whoever measures lets them on. Thread-safe. */
final class Pace {

    static final Pace OF_PROCESS = new Pace();

    /** Lines that were handed out. */
    final AtomicLong lines = new AtomicLong();

    /** Minutes that readers have handed out, all of them together. */
    final AtomicLong minutes = new AtomicLong();

    private int allowed;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    /** Lets readers hand out all minutes before this one. */
    synchronized void allow(int before) {
        allowed = before;
        change.complete(null);
        change = new CompletableFuture<>();
    }

    synchronized boolean allows(int minute) {
        return minute < allowed;
    }

    /** Completes when the minute is allowed, or earlier. */
    synchronized CompletableFuture<Void> change(int minute) {
        return minute < allowed ? CompletableFuture.completedFuture(null) : change;
    }
}
