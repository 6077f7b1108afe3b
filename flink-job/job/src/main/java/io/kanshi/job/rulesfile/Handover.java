package io.kanshi.job.rulesfile;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** From the watching thread to the task's: the newest sound text, or what ended the watching. At most one; a newer one takes its place. */
final class Handover {

    private @Nullable String next;
    private @Nullable Throwable failure;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    void put(String text) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            next = text;
            waiting = available;
        }
        // Outside the lock: it wakes Flink.
        waiting.complete(null);
    }

    void fail(Throwable why) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            failure = why;
            waiting = available;
        }
        waiting.complete(null);
    }

    /** Null when there is nothing. */
    synchronized @Nullable String take() {
        if (failure != null) {
            throw new IllegalStateException("the rule file is watched no more", failure);
        }
        String text = next;
        if (text != null) {
            next = null;
            available = new CompletableFuture<>();
        }
        return text;
    }

    /** Done when there is something. */
    synchronized CompletableFuture<Void> available() {
        return available;
    }
}
