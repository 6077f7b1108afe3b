package io.kanshi.job.sns;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failure;
import io.kanshi.job.aws.Failures;
import io.kanshi.job.aws.Requests;
import io.kanshi.job.aws.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Publishes to a topic. The answer tells per entry, by the number that it had in the request; only what failed is sent again. */
final class PublishBatch implements Destination<Notification> {

    static final String TEXT = "String";
    private static final String FIFO = ".fifo";

    private final String topic;
    private final SnsClient client;
    private final Requests<Notification> requests;

    PublishBatch(Target target, SnsClient client) {
        this.topic = target.name();
        this.client = client;
        this.requests = new Requests<>(target, this::send);
    }

    @Override
    public Answer<Notification> put(List<Notification> entries) {
        Answer<Notification> answer = new Answer<>();
        requests.send(entries, answer);
        return answer;
    }

    private void send(List<Notification> entries, Answer<Notification> answer) {
        List<PublishBatchRequestEntry> batch = new ArrayList<>();
        for (Notification entry : entries) {
            batch.add(entry(batch.size(), entry));
        }
        try {
            List<BatchResultErrorEntry> failed = client.publishBatch(
                            request -> request.topicArn(topic).publishBatchRequestEntries(batch))
                    .failed();
            for (BatchResultErrorEntry error : failed) {
                int index = Integer.parseInt(error.id());
                Failure failure = Failures.ofEntry(error.code(), Boolean.TRUE.equals(error.senderFault()));
                requests.refused(
                        entries.subList(index, index + 1), failure, error.code() + ": " + error.message(), answer);
            }
        } catch (InvalidParameterException invalid) {
            throw aboutTheTopic(invalid) ? missing(invalid) : invalid;
        }
    }

    /** A topic that cannot be is a mistake in the setting; no alert is to blame. */
    private static boolean aboutTheTopic(InvalidParameterException invalid) {
        return String.valueOf(invalid.getMessage()).contains("TopicArn");
    }

    private static NotFoundException missing(InvalidParameterException invalid) {
        return NotFoundException.builder()
                .statusCode(invalid.statusCode())
                .awsErrorDetails(invalid.awsErrorDetails().toBuilder()
                        .errorCode("NotFound")
                        .build())
                .cause(invalid)
                .build();
    }

    private PublishBatchRequestEntry entry(int number, Notification entry) {
        PublishBatchRequestEntry.Builder published = PublishBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .message(entry.message())
                .messageAttributes(attributes(entry));
        if (topic.endsWith(FIFO)) {
            published.messageGroupId(entry.thread()).messageDeduplicationId(entry.id());
        }
        return published.build();
    }

    private static Map<String, MessageAttributeValue> attributes(Notification entry) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        entry.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(TEXT)
                                .stringValue(value)
                                .build()));
        return attributes;
    }

    @Override
    public void close() {
        client.close();
    }
}
