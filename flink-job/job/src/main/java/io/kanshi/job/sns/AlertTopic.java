package io.kanshi.job.sns;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Delivery;
import io.kanshi.job.aws.DeliverySink;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.EntryForm;
import io.kanshi.job.aws.RequestLimits;
import io.kanshi.job.aws.Target;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import io.kanshi.rules.AmazonQ;
import io.kanshi.rules.Inert;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * An end that publishes alerts.
 *
 * @param topic its ARN; a FIFO topic gets the alert's thread as group and the event's id against repeats
 */
public record AlertTopic(Readers readers, String topic, AwsAccess access)
        implements Delivery<AlertEvent, Notification> {

    /** Who reads there. */
    public enum Readers {
        /** A chat, by way of Amazon Q: one thread an alert. */
        PEOPLE("alerts.chat-topic"),
        /** JSON, with attributes to filter by: id, rule, severity, status, service. */
        MACHINES("alerts.json-topic");

        private final String setting;

        Readers(String setting) {
            this.setting = setting;
        }

        /** The setting that names the topic. */
        public String setting() {
            return setting;
        }
    }

    /** One batch at a time, so that the end of an alert does not overtake its start; and at once, since somebody waits for it. */
    private static final RequestLimits LIMITS = new RequestLimits(
            SnsLimits.ENTRIES_PER_REQUEST,
            SnsLimits.BYTES_PER_REQUEST,
            SnsLimits.BYTES_PER_REQUEST,
            1,
            10_000,
            16L << 20,
            100);

    /** The label that a rule's author sets, so that its alerts reach machines, derived stream and tables but no chat. */
    private static final String AUDIENCE = "audience";

    private static final String MACHINES_ALONE = "machines";

    @Override
    public boolean takes(AlertEvent alert) {
        return readers == Readers.MACHINES
                || !MACHINES_ALONE.equals(alert.labels().get(AUDIENCE));
    }

    public Sink<AlertEvent> sink() {
        return new DeliverySink<>(this);
    }

    @Override
    public Notification entry(AlertEvent alert) {
        return switch (readers) {
            case PEOPLE -> new Notification(alert.id(), alert.threadId(), AmazonQ.of(alert), new TreeMap<>());
            case MACHINES -> new Notification(alert.id(), alert.threadId(), AlertJson.of(alert), attributes(alert));
        };
    }

    private static SortedMap<String, String> attributes(AlertEvent alert) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("id", alert.id());
        attributes.put("rule", alert.rule());
        attributes.put("severity", alert.severity());
        attributes.put("status", alert.status());
        attributes.put("service", alert.key().getOrDefault("service", ""));
        // SNS refuses control characters, and a message with an attribute that is empty.
        attributes.replaceAll((name, value) -> Inert.line(value, SnsLimits.ATTRIBUTE_CHARACTERS));
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }

    @Override
    public EntryForm<Notification> form() {
        return new NotificationForm();
    }

    @Override
    public RequestLimits limits() {
        return LIMITS;
    }

    @Override
    public Destination<Notification> open() {
        Target target = new Target(readers.setting(), "topic", topic, "sns:Publish");
        return new PublishBatch(target, access.client(SnsClient.builder()));
    }
}
