package io.kanshi.job.aws;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads that wait for a destination's answers: one for each batch that may be on its way. */
final class Senders<E> implements AutoCloseable {

    private final Destination<E> destination;
    private final ScheduledExecutorService threads;

    Senders(Destination<E> destination, int count) {
        this.destination = destination;
        this.threads = Executors.newScheduledThreadPool(count, work -> {
            Thread thread = new Thread(work, "delivery");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tells the answer, or what is wrong with the program, on a thread of its own. */
    void send(List<E> entries, Consumer<Answer<E>> answered, Consumer<RuntimeException> mistaken) {
        threads.execute(() -> untilClosed(() -> put(entries, answered, mistaken)));
    }

    /** Does something later, on a thread of its own. */
    void later(long millis, Runnable work) {
        var unused = threads.schedule(() -> untilClosed(work), millis, TimeUnit.MILLISECONDS);
    }

    private static void untilClosed(Runnable work) {
        try {
            work.run();
        } catch (RejectedExecutionException closed) {
            // The task is over; whatever was held is in its last checkpoint.
        }
    }

    private void put(List<E> entries, Consumer<Answer<E>> answered, Consumer<RuntimeException> mistaken) {
        Answer<E> answer;
        try {
            answer = destination.put(entries);
        } catch (RuntimeException mistake) {
            mistaken.accept(mistake);
            return;
        }
        answered.accept(answer);
    }

    /** Interrupts requests; whether they arrived, nobody knows. */
    @Override
    public void close() {
        threads.shutdownNow();
        destination.close();
    }
}
