package io.kanshi.testkit.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What a team has at AWS for kanshi, in {@link Moto}: a log group, topics with a queue behind each, read by AWS's own clients as others
 * would read them. One thread.
 */
public final class AwsAccount implements AutoCloseable {

    private static final int MESSAGES_PER_REQUEST = 10;

    private final URI endpoint;
    private final CloudWatchLogsClient logs;
    private final SnsClient topics;
    private final SqsClient queues;

    /** @param endpoint of the emulator */
    public AwsAccount(URI endpoint) {
        this.endpoint = endpoint;
        logs = client(CloudWatchLogsClient.builder());
        topics = client(SnsClient.builder());
        queues = client(SqsClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Moto.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public void makeLogGroup(String name) {
        logs.createLogGroup(request -> request.logGroupName(name));
    }

    /** The messages of all streams of a group. */
    public List<String> logEvents(String group) {
        return logs.filterLogEventsPaginator(request -> request.logGroupName(group)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    /** A topic with a queue of the same name behind it, which gets its messages as they are; the topic's ARN. */
    public String makeTopic(String name) {
        String topic = topics.createTopic(request -> request.name(name)).topicArn();
        String queue = queues.createQueue(request -> request.queueName(name)).queueUrl();
        Map<QueueAttributeName, String> attributes = queues.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes();
        topics.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(String.valueOf(attributes.get(QueueAttributeName.QUEUE_ARN)))
                .attributes(Map.of("RawMessageDelivery", "true")));
        return topic;
    }

    /** Takes what has come to the queue behind a topic. */
    public List<String> takeMessages(String name) {
        return takeArrivals(name).stream().map(Arrived::body).toList();
    }

    /**
     * A message of a topic.
     *
     * @param millis when the topic took it, milliseconds since 1970
     */
    public record Arrived(String body, long millis) {}

    /** Takes what has come to the queue behind a topic, with its time. */
    public List<Arrived> takeArrivals(String name) {
        String queue = queues.getQueueUrl(request -> request.queueName(name)).queueUrl();
        List<Arrived> all = new ArrayList<>();
        while (true) {
            List<Message> some = queues.receiveMessage(request -> request.queueUrl(queue)
                            .maxNumberOfMessages(MESSAGES_PER_REQUEST)
                            .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            for (Message message : some) {
                String millis = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
                all.add(new Arrived(message.body(), Long.parseLong(millis)));
                queues.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }

    @Override
    public void close() {
        logs.close();
        topics.close();
        queues.close();
    }
}
