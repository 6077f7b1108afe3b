package io.kanshi.replay.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue behind the topic for machines, in which each line becomes an alert. It must be the probe's own: what is received is hidden from
 * other readers for a while, so alerts of other rules are left there and told as a mistake. Deleted is what nobody waits for: what this
 * probe has waited for, ends of alerts, and what is older than any probe waits. One thread.
 */
final class AlertEnd implements ProbeEnd {

    /** The service's limit: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html. */
    private static final int MESSAGES_PER_REQUEST = 10;

    /** Of one look, also where messages are not hidden when they were received. */
    private static final int REQUESTS = 50;

    private final SqsClient client;
    private final String queue;
    private final Duration within;
    private final Clock clock;
    private final Map<String, ProbeLine> waiting = new LinkedHashMap<>();

    AlertEnd(SqsClient client, String queue, Duration within, Clock clock) {
        this.client = client;
        this.queue = queue;
        this.within = within;
        this.clock = clock;
    }

    /** Nothing: an alert has its line's id. */
    @Override
    public void prepare(ProbeLine line) {}

    @Override
    public void await(ProbeLine line) {
        waiting.put(line.id(), line);
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void look(Consumer<ProbeResult> told) throws IOException {
        TreeSet<String> foreign = new TreeSet<>();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                List<Message> messages = receive();
                if (messages.isEmpty()) {
                    break;
                }
                List<Message> done = new ArrayList<>();
                for (Message message : messages) {
                    ProbeAlert alert = ProbeAlert.of(message.body());
                    if (!alert.isOfTheProbe()) {
                        foreign.add(alert.rule());
                    } else if (isDone(alert, message, told)) {
                        done.add(message);
                    }
                }
                delete(done);
            }
        } catch (SdkException failed) {
            throw new IOException("queue " + queue + " cannot be read: " + failed.getMessage(), failed);
        } finally {
            giveUp(told);
        }
        if (!foreign.isEmpty()) {
            throw new IOException("queue " + queue + " gets more than the alerts of the rule " + ProbeAlert.RULE + ": "
                    + foreign + "; give the probe a queue of its own, with a filter policy");
        }
    }

    private List<Message> receive() {
        return client.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(MESSAGES_PER_REQUEST)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    private void delete(List<Message> done) {
        for (Message message : done) {
            client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
    }

    /** Whether nobody waits for the message, from now on. */
    private boolean isDone(ProbeAlert alert, Message message, Consumer<ProbeResult> told) {
        ProbeLine line = alert.isFiring() ? waiting.remove(alert.probe()) : null;
        if (line != null) {
            told.accept(result(line, Duration.between(line.time(), sent(message))));
            return true;
        }
        return !alert.isFiring() || alert.startedAt().isBefore(clock.instant().minus(Probe.LONGEST));
    }

    private ProbeResult result(ProbeLine line, Duration after) {
        boolean late = after.compareTo(within) > 0;
        String seconds = String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1e3);
        return late
                ? new ProbeResult(
                        ProbeResult.Kind.MISSING,
                        line + " fired its alert only after " + seconds + ", later than " + within.toSeconds() + " s")
                : new ProbeResult(ProbeResult.Kind.ARRIVED, line + " fired its alert after " + seconds);
    }

    /** When SNS put it into the queue, which is sooner than somebody looks. */
    private Instant sent(Message message) {
        String millis = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return millis == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private void giveUp(Consumer<ProbeResult> told) {
        for (Iterator<ProbeLine> lines = waiting.values().iterator(); lines.hasNext(); ) {
            ProbeLine line = lines.next();
            Duration after = Duration.between(line.time(), clock.instant());
            if (after.compareTo(within) >= 0) {
                lines.remove();
                told.accept(new ProbeResult(
                        ProbeResult.Kind.MISSING, line + " has fired no alert after " + after.toSeconds() + " s"));
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
