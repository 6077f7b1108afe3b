package io.kanshi.job.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failure;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.testkit.aws.TopicFake;
import io.kanshi.testkit.aws.TopicFake.Message;
import io.kanshi.testkit.aws.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches against a strict SNS, and what their answers say. */
final class PublishBatchTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";

    private final TopicFake sns = new TopicFake(TOPIC);
    private final Destination<Notification> topic = open(TOPIC);

    private Destination<Notification> open(String arn) {
        AwsAccess access = new AwsAccess("us-east-1", sns.endpoint(), Duration.ofSeconds(2));
        return new AlertTopic(Readers.MACHINES, arn, access).open();
    }

    @AfterEach
    void close() {
        topic.close();
        sns.close();
    }

    private static List<Notification> notifications(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Notification("id" + i, "t", "message " + i, new TreeMap<>(Map.of("rule", "r" + i))))
                .toList();
    }

    @Test
    void messagesArriveInOrderWithTheirAttributes() {
        assertThat(topic.put(notifications(10)).counts()).isEmpty();
        assertThat(sns.messages()).hasSize(10).startsWith(new Message("message 0", Map.of("rule", "r0")));
    }

    @Test
    void onlyFailedEntriesComeBackAndThoseThatCannotBeAreDropped() {
        sns.throttle(message -> message.text().endsWith("3") || message.text().endsWith("5"));
        sns.refuse(message -> message.text().endsWith("7"));
        List<Notification> notifications = notifications(10);
        Answer<Notification> answer = topic.put(notifications);

        assertThat(answer.again()).containsExactly(notifications.get(3), notifications.get(5));
        assertThat(answer.counts()).isEqualTo(Map.of(Failure.THROTTLED, 2, Failure.INVALID, 1));
        assertThat(sns.messages()).hasSize(7);
    }

    @Test
    void aRequestThatFailsAsAWholeComesBack() {
        sns.trouble(request -> Trouble.Refuse.internalFailure());
        assertThat(topic.put(notifications(3)).counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
        sns.trouble(request -> Trouble.Refuse.expiredToken());
        assertThat(topic.put(notifications(3)).counts()).isEqualTo(Map.of(Failure.EXPIRED_CREDENTIALS, 3));
        sns.trouble(request -> new Trouble.Slow(Duration.ofMinutes(1)));
        assertThat(topic.put(notifications(3)).counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
        sns.trouble(request -> new Trouble.LoseAnswer());
        assertThat(topic.put(notifications(3)).again()).hasSize(3);
        assertThat(sns.messages()).as("arrived, but nobody said so").hasSize(3);
    }

    @Test
    void aTopicThatIsNotThereFailsTheJobAndNamesTheSetting() {
        try (Destination<Notification> other = open(TOPIC + "-typo")) {
            assertThat(other.put(notifications(1)).stop())
                    .startsWith("alerts.json-topic: there is no topic \"" + TOPIC + "-typo\"");
        }
        sns.trouble(request -> new Trouble.Refuse(400, "InvalidParameter", "Invalid parameter: TopicArn"));
        assertThat(topic.put(notifications(2)).stop()).startsWith("alerts.json-topic: there is no topic");
        sns.trouble(request -> new Trouble.Refuse(403, "AuthorizationError", "not authorized"));
        assertThat(topic.put(notifications(1)).stop()).contains("allow it sns:Publish");
    }
}
