package io.kanshi.replay.probe;

import io.kanshi.testkit.aws.Moto;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue as docs/operations.md has it made, in an emulator by others. One thread. */
final class ProbeQueue implements AutoCloseable {

    private final SqsClient queues;
    private final SnsClient topics;
    private final String url;

    ProbeQueue(URI moto, String name) {
        StaticCredentialsProvider anybody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
        queues = SqsClient.builder()
                .endpointOverride(moto)
                .region(Region.of(Moto.REGION))
                .credentialsProvider(anybody)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        topics = SnsClient.builder()
                .endpointOverride(moto)
                .region(Region.of(Moto.REGION))
                .credentialsProvider(anybody)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        url = queues.createQueue(request -> request.queueName(name)).queueUrl();
    }

    SqsClient client() {
        return queues;
    }

    String url() {
        return url;
    }

    /** Its ARN; the queue gets the alerts of the probe's rule alone. */
    String topic(String name) {
        String topic = topics.createTopic(request -> request.name(name)).topicArn();
        Map<QueueAttributeName, String> attributes = queues.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes();
        topics.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(String.valueOf(attributes.get(QueueAttributeName.QUEUE_ARN)))
                .attributes(Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"rule\":[\"kanshi-probe\"]}")));
        return topic;
    }

    void send(String message) {
        queues.sendMessage(request -> request.queueUrl(url).messageBody(message));
    }

    /** Makes the next reader see again what was received and not deleted. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        for (Message message : queues.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()) {
            left.add(message.body());
        }
        return left;
    }

    @Override
    public void close() {
        queues.close();
        topics.close();
    }
}
