package io.kanshi.job.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries that wait and batches that are on their way, which are entries of the state too: what an answer has not confirmed may not have
 * arrived. For one thread.
 */
final class Held<E> {

    private final EntryForm<E> form;
    private final RequestLimits limits;
    private final Deque<E> waiting = new ArrayDeque<>();
    private final Map<Long, List<E>> sent = new LinkedHashMap<>();
    private long waitingBytes;
    private long batches;

    Held(EntryForm<E> form, RequestLimits limits) {
        this.form = form;
        this.limits = limits;
    }

    /** A batch on its way, and the number by which it comes back. */
    record Batch<E>(long number, List<E> entries) {}

    void add(E entry) {
        waiting.addLast(entry);
        waitingBytes += form.size(entry);
    }

    /** Nothing more should be added. */
    boolean isFull() {
        return waiting.size() >= limits.heldEntries() || waitingBytes >= limits.heldBytes();
    }

    /** A batch need not wait for more. */
    boolean hasWholeBatch() {
        return waiting.size() >= limits.entries() || waitingBytes >= limits.bytes();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    boolean hasRoomInFlight() {
        return sent.size() < limits.inFlight();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && sent.isEmpty();
    }

    /** The longest waiting entries, as many as a request takes; they are on their way now. */
    Batch<E> send() {
        List<E> entries = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && entries.size() < limits.entries()) {
            long more = form.size(waiting.getFirst());
            if (!entries.isEmpty() && bytes + more > limits.bytes()) {
                break;
            }
            entries.add(waiting.removeFirst());
            bytes += more;
        }
        waitingBytes -= bytes;
        long number = batches++;
        sent.put(number, entries);
        return new Batch<>(number, entries);
    }

    /** The batch is back: these of its entries wait again, before all others. */
    void back(long number, List<E> again) {
        sent.remove(number);
        for (int i = again.size() - 1; i >= 0; i--) {
            waiting.addFirst(again.get(i));
            waitingBytes += form.size(again.get(i));
        }
    }

    /** All entries, those on their way first. */
    List<E> all() {
        List<E> all = new ArrayList<>();
        sent.values().forEach(all::addAll);
        all.addAll(waiting);
        return all;
    }

    int count() {
        return waiting.size() + sent.values().stream().mapToInt(List::size).sum();
    }
}
