package io.kanshi.job.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.testkit.aws.Moto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A second opinion on what is published: an emulator by others, and a queue that subscribes as machines do. */
@SuppressWarnings("NullAway.Init") // JUnit starts before it tests.
final class MotoTest {

    private static Moto moto;
    private static AwsAccess access;
    private static SnsClient sns;
    private static SqsClient sqs;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        access = new AwsAccess(Moto.REGION, moto.endpoint(), Duration.ofSeconds(20));
        sns = access.client(SnsClient.builder());
        sqs = access.client(SqsClient.builder());
    }

    @AfterAll
    static void stop() throws Exception {
        sns.close();
        sqs.close();
        moto.close();
    }

    @Test
    void aSubscriptionFiltersByTheAttributes() {
        String topic = sns.createTopic(request -> request.name("json")).topicArn();
        String queue = sqs.createQueue(request -> request.queueName("machines")).queueUrl();
        String arn = String.valueOf(
                sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        sns.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"severity\":[\"critical\"]}")));
        List<Notification> notifications = IntStream.range(0, 10)
                .mapToObj(i -> new Notification(
                        "id" + i,
                        "t",
                        "{\"n\":\"" + i + " ä😀\"}",
                        new TreeMap<>(Map.of("severity", i % 2 == 0 ? "critical" : "warning"))))
                .toList();

        try (Destination<Notification> open = new AlertTopic(Readers.MACHINES, topic, access).open()) {
            assertThat(open.put(notifications).counts()).isEmpty();
        }
        assertThat(read(queue))
                .containsExactlyInAnyOrder(
                        "{\"n\":\"0 ä😀\"}",
                        "{\"n\":\"2 ä😀\"}",
                        "{\"n\":\"4 ä😀\"}",
                        "{\"n\":\"6 ä😀\"}",
                        "{\"n\":\"8 ä😀\"}");
    }

    private static List<String> read(String queue) {
        List<String> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(
                            request -> request.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            some.forEach(message -> {
                all.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
        }
    }

    @Test
    void aTopicThatIsNotThereIsSaidToBeMissing() {
        String topic = "arn:aws:sns:us-east-1:123456789012:nowhere";
        Notification notification = new Notification("id", "t", "text", new TreeMap<>());
        try (Destination<Notification> open = new AlertTopic(Readers.PEOPLE, topic, access).open()) {
            assertThat(open.put(List.of(notification)).stop())
                    .startsWith("alerts.chat-topic: there is no topic \"" + topic + "\"");
        }
    }
}
