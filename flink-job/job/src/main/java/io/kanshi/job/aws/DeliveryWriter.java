package io.kanshi.job.aws;

import io.kanshi.job.aws.Held.Batch;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;

/**
 * Holds entries until they have arrived. The task's thread decides; {@link Senders} wait for answers. A checkpoint takes everything that
 * is held, sent or not, and so never waits for the service. When too much is held the stream waits, until the service takes something.
 */
final class DeliveryWriter<T, E extends Serializable> implements StatefulSinkWriter<T, BufferedRequestState<E>> {

    private final Delivery<T, E> delivery;
    private final Held<E> held;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService clock;
    private final DeliveryCounts counts;
    private final Senders<E> senders;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private boolean timerIsSet;
    private boolean due;

    DeliveryWriter(Delivery<T, E> delivery, WriterInitContext context, Collection<BufferedRequestState<E>> state) {
        this.delivery = delivery;
        this.held = new Held<>(delivery.form(), delivery.limits());
        this.mailbox = context.getMailboxExecutor();
        this.clock = context.getProcessingTimeService();
        this.counts = new DeliveryCounts(context.metricGroup(), held::count);
        this.senders = new Senders<>(delivery.open(), delivery.limits().inFlight());
        for (BufferedRequestState<E> part : state) {
            part.getBufferedRequestEntries().forEach(entry -> held.add(entry.getRequestEntry()));
        }
        setTimer();
    }

    @Override
    public void write(T element, Context context) throws InterruptedException {
        if (!delivery.takes(element)) {
            return;
        }
        E entry = delivery.entry(element);
        if (delivery.form().size(entry) > delivery.limits().entryBytes()) {
            counts.add(Map.of(Failure.TOO_LARGE, 1));
            return;
        }
        while (held.isFull()) {
            due = true;
            send();
            mailbox.yield();
        }
        held.add(entry);
        send();
        setTimer();
    }

    /** What waits goes when it fills a batch, or has waited long enough. */
    private void send() {
        while (held.hasRoomInFlight() && (held.hasWholeBatch() || due && held.hasWaiting())) {
            Batch<E> batch = held.send();
            senders.send(
                    batch.entries(),
                    answer -> mailbox.execute(() -> answered(batch, answer), "answer to a batch"),
                    mistake -> mailbox.execute(
                            () -> {
                                throw mistake;
                            },
                            "mistake in a batch"));
        }
        due &= held.hasWaiting();
    }

    private void setTimer() {
        if (!timerIsSet && held.hasWaiting()) {
            timerIsSet = true;
            var unused = clock.registerTimer(
                    clock.getCurrentProcessingTime() + delivery.limits().heldMillis(), time -> {
                        timerIsSet = false;
                        due = true;
                        send();
                        setTimer();
                    });
        }
    }

    /** What is to be sent again waits first, in its place in flight: an outage holds the stream back and is not hammered at. */
    private void answered(Batch<E> batch, Answer<E> answer) {
        counts.add(answer.counts());
        String stop = answer.stop();
        if (stop != null) {
            throw new DeliveryFailed(stop);
        }
        if (answer.again().isEmpty()) {
            backoff.succeeded();
            back(batch, List.of());
        } else {
            senders.later(
                    backoff.failed(),
                    () -> mailbox.execute(() -> back(batch, answer.again()), "batch to be sent again"));
        }
    }

    private void back(Batch<E> batch, List<E> again) {
        held.back(batch.number(), again);
        counts.sent(batch.entries().size() - again.size());
        due |= !again.isEmpty();
        send();
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        while (endOfInput && !held.isEmpty()) {
            due = true;
            send();
            mailbox.yield();
        }
    }

    @Override
    public List<BufferedRequestState<E>> snapshotState(long checkpoint) {
        List<RequestEntryWrapper<E>> entries = held.all().stream()
                .map(entry -> new RequestEntryWrapper<>(entry, delivery.form().size(entry)))
                .toList();
        return List.of(new BufferedRequestState<>(entries));
    }

    @Override
    public void close() {
        senders.close();
    }
}
