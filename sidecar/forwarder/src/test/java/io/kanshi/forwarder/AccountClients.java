package io.kanshi.forwarder;

import io.kanshi.testkit.Dice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Containers that log without asking for acks and loggers that do, each a thread, through all restarts of a sidecar. They say what they
 * sent and what was acked; how fast they are can be changed while they run.
 */
final class AccountClients {

    /** How much they send. */
    enum Pace {
        PAUSED,
        SLOW,
        FAST
    }

    private final Set<Token> sent = ConcurrentHashMap.newKeySet();
    private final Set<Token> acked = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> broken = new ArrayList<>();
    private volatile Pace pace = Pace.PAUSED;
    private volatile boolean over;

    static AccountClients start(Path socket, Dice dice) {
        AccountClients clients = new AccountClients();
        for (int i = 0; i < 3; i++) {
            clients.run(new LoggingContainer(
                    "docker" + i, socket, new Dice(dice.random().nextLong()), clients));
        }
        for (int i = 0; i < 2; i++) {
            clients.run(new AckingLogger(
                    "acking" + i, socket, new Dice(dice.random().nextLong()), clients));
        }
        return clients;
    }

    private void run(Runnable client) {
        Thread thread = new Thread(client, client.toString());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((unused, failure) -> {
            synchronized (broken) {
                broken.add(failure);
            }
        });
        thread.start();
        threads.add(thread);
    }

    void pace(Pace next) {
        pace = next;
    }

    /** A client is about to send this. */
    void sends(Token token) {
        sent.add(token);
    }

    void isAcked(List<Token> tokens) {
        acked.addAll(tokens);
    }

    /** Waits as the pace asks; false when it is all over. */
    boolean goesOn() throws InterruptedException {
        while (!over && pace == Pace.PAUSED) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (pace == Pace.SLOW) {
            TimeUnit.MILLISECONDS.sleep(60);
        }
        return !over;
    }

    boolean isOver() {
        return over;
    }

    /** Lets all of them finish what they are at. */
    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        synchronized (broken) {
            for (Throwable failure : broken) {
                throw new AssertionError("a client broke", failure);
            }
        }
    }

    Set<Token> sent() {
        return Set.copyOf(sent);
    }

    Set<Token> acked() {
        return Set.copyOf(acked);
    }
}
